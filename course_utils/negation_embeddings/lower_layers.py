"""A sentence encoder's lower layers read every text once; only the last ones are trained, on what these made of it."""

import copy

from course_utils.devices import release_memory

TRAINED = 3  # of six are trained
MAX_TOKENS = 64  # tokens of a text that are read in training
PARTS = 6  # in which a batch is read


class Lower:
    """What the encoder's lower layers make of texts, each text once; and the encoder's own vectors of them."""

    def __init__(self, encoder):
        self.encoder, self.states, self.vectors, self.tokens = encoder, {}, {}, {}

    def read(self, texts: list[str], batch: int = 64) -> None:
        """Read the texts that were not read before."""
        new = sorted({text for text in texts if text not in self.states}, key=len)
        for start in range(0, len(new), batch):
            self.read_batch(new[start : start + batch])
        if new:
            release_memory()

    def read_batch(self, texts: list[str]) -> None:
        """Keep each text's states (tokens, width) under its last layers, its unit vector, and where its tokens lie."""
        import torch  # here, because it takes seconds

        bert, split = self.encoder[0].auto_model, self.encoder.tokenizer
        words = split(
            texts,
            padding=True,
            truncation=True,
            max_length=MAX_TOKENS,
            return_tensors="pt",
            return_offsets_mapping=True,
        )
        ids, mask = (words[name].to(self.encoder.device) for name in ("input_ids", "attention_mask"))
        with torch.no_grad():
            below = apply_layers(bert.encoder.layer[:-TRAINED], bert.embeddings(ids), mask)
            vectors = pool(apply_layers(bert.encoder.layer[-TRAINED:], below, mask), mask)
        for row, text in enumerate(texts):
            length = int(mask[row].sum())
            self.states[text], self.vectors[text] = below[row, :length].clone(), vectors[row].clone()
            self.tokens[text] = words["offset_mapping"][row, :length].tolist(), ids[row, :length].tolist()

    def forget(self, texts: list[str]) -> None:
        """Give back the memory that these texts take; they would be read again if they are asked for."""
        for text in texts:
            for kept in (self.states, self.vectors, self.tokens):
                kept.pop(text, None)
        release_memory()

    def batch(self, texts: list[str]) -> tuple:
        """The texts' states, padded with zeros to the longest (texts, tokens, width), and the mask (texts, tokens)."""
        import torch

        self.read(texts)
        states = [self.states[text] for text in texts]
        lengths = torch.tensor([len(state) for state in states], device=states[0].device)
        padded = torch.nn.utils.rnn.pad_sequence(states, batch_first=True)
        return padded, (torch.arange(padded.shape[1], device=lengths.device) < lengths[:, None]).long()

    def original(self, texts: list[str]):
        """The encoder's own vectors of the texts, (texts, dimensions)."""
        import torch

        self.read(texts)
        return torch.stack([self.vectors[text] for text in texts])


def in_parts(texts: list[str]) -> list[list[int]]:
    """The rows of the texts in a few parts, from the shortest texts to the longest, so that little is padded."""
    order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
    size = -(-len(order) // PARTS)
    return [order[start : start + size] for start in range(0, len(order), size)]


def apply_layers(layers, states, mask):
    """The states (texts, tokens, width) after these layers of BERT."""
    hidden = (1 - mask[:, None, None, :].float()) * -1e9
    for layer in layers:
        states = layer(states, hidden)
        states = states[0] if isinstance(states, tuple) else states  # a tuple in transformers before version 5
    return states


def pool(states, mask):
    """Unit vectors (texts, width): the mean over each text's tokens."""
    from torch.nn.functional import normalize

    return normalize((states * mask[:, :, None]).sum(1), dim=1)


def copy_top(encoder):
    """A copy of the encoder that shares its word vectors and lower layers, which would take most of the memory."""
    bert = encoder[0].auto_model
    return copy.deepcopy(encoder, {id(part): part for part in (bert.embeddings, *bert.encoder.layer[:-TRAINED])})
