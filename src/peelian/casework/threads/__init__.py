"""Messages with the person outside, through one gate that keeps them safe."""
