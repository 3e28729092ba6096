"""One file a step, in order: v0001_, v0002_, …"""
