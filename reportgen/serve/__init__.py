"""The engine as a small HTTP service: two texts go in, a comparison or a brief comes out.

`app` answers requests, `pool` keeps the processes that compare, `work` is what they do, `openapi` describes it all.
"""
