"""How much goes into one push, so that neither end ever holds more than it can.

A sender keeps to the batch limits and a journal to the limit of one fact. The
receiver bounds only the frame: a fact that is in a journal must be able to land.
"""

FACTS_PER_BATCH_MAX = 200
BATCH_BYTES_MAX = 256 * 1024
FACT_BYTES_MAX = 1024 * 1024
FRAME_BYTES_MAX = 4 * 1024 * 1024
HEADER_BYTES_MAX = 4 * 1024
ANSWER_BYTES_MAX = 64 * 1024
SEQ_MAX = 2**63 - 1
