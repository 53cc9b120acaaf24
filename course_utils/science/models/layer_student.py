"""A student that keeps some of the teacher's layers, and is trained on the teacher's vectors: dear on a CPU."""

import copy

import numpy as np

from course_utils.errors import need
from course_utils.science.training import evenly, train


def fewer_layers(teacher, kept: tuple[int, ...] = (0, 2, 5)):
    """A copy of the teacher with only these of its layers; BadSetting for a layer that it hasn't got."""
    import torch  # here, because it takes seconds

    there = len(teacher[0].auto_model.encoder.layer)
    need(len(kept) > 0 and set(kept) <= set(range(there)), f"kept must name layers from 0 to {there - 1}, got {kept}")
    student = copy.deepcopy(teacher)
    bert = student[0].auto_model
    bert.encoder.layer = torch.nn.ModuleList(bert.encoder.layer[index] for index in kept)
    bert.config.num_hidden_layers = len(kept)
    return student


def train_layers(student, texts: list[str], targets: np.ndarray, seed: int, steps: int, batch: int = 32):
    """Train the student (a SentenceTransformer, changed in place) on its own device; returns it, and the loss (steps,).

    targets (texts, dimensions) of unit length. The loss is 1 - cosine between a linear map of the student's vectors,
    which is learned too and thrown away, and the targets, plus ten times the squared error of the texts' similarities.
    """
    import torch
    from torch.nn.functional import normalize

    rows = np.random.default_rng(seed).integers(0, len(texts), (steps, batch))
    goals = torch.from_numpy(np.asarray(targets, np.float32)).to(student.device)
    torch.manual_seed(seed)
    head = torch.nn.Linear(student[0].auto_model.config.hidden_size, goals.shape[1], bias=False).to(student.device)
    student[0].auto_model.embeddings.requires_grad_(False)  # the word vectors would take most of the memory
    layers = [weight for weight in student.parameters() if weight.requires_grad]
    groups = [{"params": layers, "lr": 1e-4}, {"params": head.parameters(), "lr": 3e-3}]

    def loss_at(step):
        vectors, wanted = vectors_of(student, [texts[row] for row in rows[step]]), goals[rows[step]]
        angle = 1 - (normalize(head(vectors), dim=1) * wanted).sum(dim=1).mean()
        return angle + 10 * (vectors @ vectors.T - wanted @ wanted.T).square().mean()

    losses = train(torch.optim.AdamW(groups), loss_at, steps, evenly)
    return student.eval(), np.array([loss.item() for loss in losses])


def vectors_of(student, texts: list[str]):
    """Unit vectors (texts, dimensions) as a tensor through which gradients flow."""
    settings = {"padding": True, "truncation": True, "max_length": student.max_seq_length, "return_tensors": "pt"}
    features = {name: x.to(student.device) for name, x in student.tokenizer(texts, **settings).items()}
    return student(features)["sentence_embedding"]
