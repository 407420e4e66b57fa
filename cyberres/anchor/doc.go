package anchor
