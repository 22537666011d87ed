"""Public intent sets, trained and asked through Rasa: the pipeline that ships beside stock Rasa's, on the same draw.

Ten examples an intent. Ours is `config.yml` without the knowledge base; stock is what `rasa init` writes. Needs the
public sets under `../shared/datasets`. Results: `results/through_rasa.json`.
"""

import argparse
import asyncio
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Dict, List, Sequence, Tuple

import numpy as np
import yaml
from sklearn.metrics import roc_auc_score

from benchmarks.figures import as_text, write
from benchmarks.understanding import banking, clinc, draw
from benchmarks.understanding_data import SHARED
from iop import environment, logs
from iop.settings import ROOT

SEED = 0
TRAINING_SECONDS = 3600
STOCK: List[Dict[str, Any]] = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
    {"name": "EntitySynonymMapper"},
    {"name": "ResponseSelector", "epochs": 100, "constrain_similarities": True},
    {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
]
Examples = Tuple[Sequence[str], Sequence[str]]


def pipelines() -> Dict[str, List[Dict[str, Any]]]:
    """Returns the two pipelines."""
    ours = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    return {"ours": ours, "stock": STOCK}


def train(folder: Path, pipeline: List[Dict[str, Any]], texts: Sequence[str], labels: Sequence[str]) -> Path:
    """Trains a model with `rasa train nlu`, and returns its archive."""
    intents = [
        {
            "intent": label,
            "examples": "".join(f"- {t}\n" for t, known in zip(texts, labels, strict=True) if known == label),
        }
        for label in sorted(set(labels))
    ]
    config = {"recipe": "default.v1", "assistant_id": "benchmark", "language": "en", "pipeline": pipeline}
    (folder / "config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (folder / "nlu.yml").write_text(yaml.safe_dump({"version": "3.1", "nlu": intents}), encoding="utf-8")
    rasa = Path(sys.executable).parent / "rasa"
    command = [str(rasa), "train", "nlu", "--config", "config.yml", "--nlu", "nlu.yml", "--fixed-model-name", "model"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=TRAINING_SECONDS)
    return folder / "models" / "model.tar.gz"


async def ask(model: Path, texts: Sequence[str]) -> List[Tuple[str, float]]:
    """Returns the likeliest intent of every message with its confidence."""
    from rasa.core.agent import Agent  # imports TensorFlow

    agent = Agent.load(str(model))
    found = []
    for text in texts:
        ranking = (await agent.parse_message(text))["intent_ranking"]
        best = next((one for one in ranking if one["name"] != "nlu_fallback"), {"name": "", "confidence": 0.0})
        found.append((best["name"], float(best["confidence"])))
    return found


def measure(pipeline: List[Dict[str, Any]], most: int) -> Dict[str, float]:
    """Trains and asks both sets with one pipeline.

    Args:
        pipeline: Of Rasa.
        most: Messages that are asked of each set.
    """
    out: Dict[str, float] = {}
    for name, read in (("Banking77", banking), ("CLINC150", clinc)):
        with TemporaryDirectory() as folder:
            start = time.monotonic()
            model = train(Path(folder), pipeline, *draw(*read("train"), SEED))
            out[f"{name} training seconds"] = time.monotonic() - start
            texts, labels = some(read("test"), most)
            start = time.monotonic()
            answers = asyncio.run(ask(model, texts))
            out[f"{name} ms a message"] = 1000 * (time.monotonic() - start) / len(texts)
            out[f"{name} in scope right"] = float(np.mean([a == b for (a, _), b in zip(answers, labels, strict=True)]))
            if read is clinc:
                strangers = asyncio.run(ask(model, some(clinc("oos_test"), most)[0]))
                truth = [1] * len(answers) + [0] * len(strangers)
                sure = [confidence for _, confidence in [*answers, *strangers]]
                out[f"{name} out-of-scope AUROC"] = float(roc_auc_score(truth, sure))
    return out


def some(examples: Examples, most: int) -> Examples:
    """Returns at most so many examples, drawn with a fixed seed."""
    texts, labels = examples
    chosen = np.random.default_rng(SEED).permutation(len(texts))[:most]
    return [texts[i] for i in chosen], [labels[i] for i in chosen]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=1000, help="messages asked of each set")
    most = parser.parse_args().most
    if not SHARED.exists():
        print("Left out: the public sets (../shared/datasets) are not on this machine.")
        return
    environment.prepare()
    logs.configure("bench")
    commit = subprocess.run(
        ["/usr/bin/env", "git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, timeout=10
    ).stdout
    report: Dict[str, Any] = {"commit": commit.strip(), "messages a set": most}
    for name, pipeline in pipelines().items():
        report[name] = measure(pipeline, most)
        print(name, as_text(report[name]))
        write("through_rasa", report)


if __name__ == "__main__":
    main()
