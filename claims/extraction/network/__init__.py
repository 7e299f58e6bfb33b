"""Run time of the small transformer: tokens in, tags, trees, sentences and names out; onnxruntime, never torch."""
