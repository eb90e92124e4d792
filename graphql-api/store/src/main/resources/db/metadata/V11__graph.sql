-- What clients log to the tasks of a pipeline run is shown below it.

CREATE INDEX tracking_run_by_pipeline_run ON tracking_run (pipeline_run_id)
  WHERE origin = 'TASK' AND deleted_at IS NULL;

-- Data sets are listed, the newest versions first.

CREATE INDEX dataset_version_by_time ON dataset_version (project, created_at DESC, id DESC);
