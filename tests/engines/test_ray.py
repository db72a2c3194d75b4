"""Ray Data on a local cluster: the rows of the local run, also when a worker is killed over its work."""

import os
import signal
import threading

import pytest

pytest.importorskip("pyarrow", reason="the engines need pyarrow")
ray = pytest.importorskip("ray", reason="Ray Data needs ray")

from glossary.engines.arrow import ArrowAnnotator  # noqa: E402
from glossary.engines.ray import annotate_dataset, annotate_tables  # noqa: E402

pytestmark = [
    pytest.mark.engine,
    pytest.mark.xdist_group("ray"),
    pytest.mark.filterwarnings("default"),  # Ray's own
]
ANNOTATOR = ArrowAnnotator(latin_mentions=True)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory, expected):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
        ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, object_store_memory=200_000_000)
        yield
        ray.shutdown()


def test_the_rows_are_those_of_the_local_run(cluster, articles, check):
    dataset = ray.data.read_parquet(str(articles))
    check(annotate_dataset(dataset, ANNOTATOR, batch_size=50).take_all())


def test_a_killed_worker_costs_nothing(cluster, articles, check, gate):
    held = gate.wrap(annotate_tables(ANNOTATOR))
    dataset = ray.data.read_parquet(str(articles)).map_batches(held, batch_format="pyarrow", batch_size=50)
    found = []
    work = threading.Thread(target=lambda: found.extend(dataset.take_all()))
    work.start()
    os.kill(gate.wait()[0], signal.SIGKILL)
    gate.open()
    work.join()
    check(found)
