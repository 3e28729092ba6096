"""The length of an MP3 file, frame by frame (ISO/IEC 11172-3 and 13818-3, layer III)."""

from __future__ import annotations

_KILOBITS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KILOBITS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = (44100, 48000, 32000)
_LAYER_III = 1
_DIVISORS = {3: 1, 2: 2, 0: 4}
"""How much slower than MPEG 1 the versions sample, by their number in the header."""
_TAG_HEAD = 10


def seconds_of(data: bytes) -> float:
    """Return the length of an MP3 file in seconds.

    Raises:
        ValueError: something in it is neither a tag at its start nor a frame.
    """
    position = _after_tag(data)
    seconds = 0.0
    while position < len(data):
        size, length = _frame(data[position : position + 4])
        position += size
        seconds += length
    return seconds


def _after_tag(data: bytes) -> int:
    """Return where the frames begin: after an ID3v2 tag, whose size has seven bits in a byte."""
    if data[:3] != b"ID3" or len(data) < _TAG_HEAD:
        return 0
    size = 0
    for byte in data[6:_TAG_HEAD]:
        size = size << 7 | byte & 0x7F
    return _TAG_HEAD + size


def _frame(header: bytes) -> tuple[int, float]:
    """Return the size of a frame in bytes and its length in seconds."""
    bits = int.from_bytes(header, "big")
    version, layer = bits >> 19 & 3, bits >> 17 & 3
    kilobits, rate, padding = bits >> 12 & 15, bits >> 10 & 3, bits >> 9 & 1
    known = version in _DIVISORS and layer == _LAYER_III and 0 < kilobits < 15 and rate < len(_RATES)
    if len(header) < 4 or bits >> 21 != 0x7FF or not known:
        raise ValueError("not a frame of MP3")
    hertz = _RATES[rate] // _DIVISORS[version]
    first = version == 3
    samples = 1152 if first else 576
    bits_a_second = 1000 * (_KILOBITS_1 if first else _KILOBITS_2)[kilobits]
    return samples // 8 * bits_a_second // hertz + padding, samples / hertz
