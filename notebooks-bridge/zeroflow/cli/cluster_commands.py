"""Commands for clusters."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from zeroflow import VERSION
from zeroflow.cli.options import FILE, json_option

PROJECTS = click.option(
    "--project", "projects", multiple=True, default=["default"], help="A project; may be given again."
)
NAMESPACE = click.option(
    "--namespace",
    default="zeroflow",
    show_default=True,
    help="Of the server; those of projects begin with it.",
)


@click.command()
@NAMESPACE
@PROJECTS
@click.option("--image", default=f"zeroflow/server:{VERSION}", show_default=True, help="The server.")
@click.option("--tasks-image", default=f"zeroflow/tasks:{VERSION}", show_default=True, help="Built-in tasks.")
@click.option(
    "--inference-image", default=f"zeroflow/inference:{VERSION}", show_default=True, help="Served models."
)
@click.option("--replicas", default=2, type=click.IntRange(1, 50), show_default=True, help="Servers.")
@click.option(
    "--postgres-url-secret",
    default="zeroflow-postgres:url",
    show_default=True,
    metavar="SECRET:KEY",
    help="Holds postgresql://user:password@host:port/database.",
)
@click.option(
    "--s3-endpoint",
    default="http://minio.minio.svc.cluster.local:9000",
    show_default=True,
    help="The object store.",
)
@click.option("--s3-region", default="us-east-1", show_default=True, help="Region to sign for.")
@click.option(
    "--s3-secret", default="zeroflow-s3", show_default=True, help="Secret with access-key and secret-key."
)
@click.option("--s3-artifacts", default="zeroflow-artifacts", show_default=True, help="Bucket of artifacts.")
@click.option(
    "--s3-uploads", multiple=True, default=["datasets"], help="A bucket of uploads; may be given again."
)
@click.option(
    "--server-secret",
    default="zeroflow-server",
    show_default=True,
    help="Secret with secret-key, events-token and access-token.",
)
@click.option("--host", help="Name by which people call the server: adds an Ingress.")
@click.option("--tls-secret", help="Certificate of that name.")
@click.option(
    "--ingress-namespace",
    "ingress_namespaces",
    multiple=True,
    default=["kourier-system"],
    help="Namespace of a gateway that may call the server and functions; may be given again.",
)
@click.option("--eventing", is_flag=True, help="Add a Broker, its Triggers and a PingSource.")
@click.option("--broker-class", help="Implementation of the Broker, e.g. Kafka.")
@click.option("--dead-letter-sink", metavar="URL", help="Where events go that could not be delivered.")
@click.option(
    "-o", "--output", default="yaml", type=click.Choice(["yaml", "json"]), show_default=True, help="Form."
)
def manifests(
    output: str,
    projects: tuple[str, ...],
    s3_uploads: tuple[str, ...],
    ingress_namespaces: tuple[str, ...],
    eventing: bool,
    replicas: int,
    **options: str | None,
) -> None:
    """Print everything that installs Zeroflow on a cluster with Knative, for `kubectl apply -f -`.

    Secrets are named and never printed: make them first (see knative/README.md).
    """
    from zeroflow.cli import cluster

    settings = {name.replace("_", "-"): value for name, value in options.items() if value}
    settings |= {
        "projects": ",".join(projects),
        "s3-uploads": ",".join(s3_uploads),
        "ingress-namespaces": ",".join(ingress_namespaces),
        "eventing": str(eventing).lower(),
        "replicas": str(replicas),
    }
    click.echo(cluster.manifests(output, settings), nl=False)


@click.command()
@NAMESPACE
@PROJECTS
@click.option("--kubeconfig", type=FILE, help="The cluster (default: that of kubectl).")
@json_option
def preflight(namespace: str, projects: tuple[str, ...], kubeconfig: Path | None, as_json: bool) -> None:
    """Look what a cluster lacks, and say what mends it; exit 1 if Zeroflow would not work there."""
    from zeroflow.cli import cluster

    namespaces = [namespace, *(f"{namespace}-{project}" for project in projects)]
    sys.exit(cluster.preflight(kubeconfig, namespaces, as_json))


COMMANDS = [manifests, preflight]
