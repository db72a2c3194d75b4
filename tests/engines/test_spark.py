"""Spark on a local cluster of two executors: the rows of the local run, also when one is killed over its work."""

import os
import shutil
import signal
import subprocess
import sys
import threading

import pytest

pytest.importorskip("pyarrow", reason="the engines need pyarrow")
pytest.importorskip("pyspark", reason="Spark needs pyspark")

from glossary.engines.arrow import ArrowAnnotator
from glossary.engines.spark import SCHEMA, annotate_frame

pytestmark = [
    pytest.mark.engine,
    pytest.mark.xdist_group("spark"),
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
    pytest.mark.filterwarnings("default"),  # PySpark's own
]
ANNOTATOR = ArrowAnnotator(latin_mentions=True)


@pytest.fixture(scope="module")
def spark(tmp_path_factory, expected):
    from pyspark.sql import SparkSession

    folder = tmp_path_factory.mktemp("spark")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("SPARK_WORKER_DIR", str(folder / "work"))
        session = (
            SparkSession.builder.master("local-cluster[2,1,1024]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.local.dir", str(folder))
            .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
            .config("spark.sql.execution.arrow.maxRecordsPerBatch", "50")
            .config("spark.sql.files.maxPartitionBytes", "4k")  # a partition a file, so that there is something to retry
            .config("spark.sql.files.openCostInBytes", "4k")
            .config("spark.executorEnv.GLOSSARY_CACHE", os.environ.get("GLOSSARY_CACHE", ""))
            .getOrCreate()
        )
        yield session
        session.stop()


def executors(spark):
    gateway = spark.sparkContext._gateway.proc.pid
    found = subprocess.run(["pgrep", "-P", str(gateway), "-f", "CoarseGrainedExecutorBackend"], capture_output=True, text=True)
    return [int(pid) for pid in found.stdout.split()]


def rows(path, spark):
    return [row.asDict() for row in spark.read.parquet(str(path)).collect()]


def test_the_rows_are_those_of_the_local_run(spark, articles, check, tmp_path):
    annotate_frame(spark.read.parquet(str(articles)), ANNOTATOR).write.parquet(str(tmp_path / "out"))
    check(rows(tmp_path / "out", spark))


def test_a_killed_executor_costs_nothing(spark, articles, check, tmp_path, gate):
    frame = spark.read.parquet(str(articles)).mapInArrow(gate.wrap(ANNOTATOR.batches), SCHEMA)
    assert frame.rdd.getNumPartitions() > 2
    work = threading.Thread(target=lambda: frame.write.parquet(str(tmp_path / "out")))
    work.start()
    gate.wait()
    before = executors(spark)
    assert len(before) == 2
    os.kill(before[0], signal.SIGKILL)
    gate.open()
    work.join()
    check(rows(tmp_path / "out", spark))
    assert before[0] not in executors(spark)


def test_columns_may_lie_inside_others_or_have_a_dot_in_their_names(spark):
    schema = "pos struct<no: bigint, isi: string>, `a.b` string"
    frame = spark.createDataFrame([((7, "Xi Jinping (习近平)"), "x")], schema)
    cases = [("pos.isi", "pos.no", "7"), ("pos.isi", "a.b", "x"), ("a.b", "pos.no", "7"), ("a.b", "tiada", None)]
    for text, id, wanted in cases:
        (row,) = annotate_frame(frame, ArrowAnnotator(text=text, id=id)).collect()
        assert (row.id, row.error) == (wanted, None)
        assert ("习近平" in row.record) == (text == "pos.isi")
