package dev.zeroflow.hpo.sampler.tpe;

import dev.zeroflow.hpo.sampler.Sampler;
import dev.zeroflow.hpo.sampler.SamplerContract;
import dev.zeroflow.hpo.space.SearchSpace;

class TpeSamplerTest extends SamplerContract {
  @Override
  protected Sampler sampler(SearchSpace space) {
    return new TpeSampler(TpeOptions.DEFAULT);
  }
}
