"""Adam (D. P. Kingma and J. Ba, "Adam: A Method for Stochastic Optimization", 2015), with clipping by the norm."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model.equations import Array


@dataclass
class Adam:
    """Works in place on one flat vector. Its moments and its count of steps are all there is to save."""

    first: Array  # running mean of the gradient
    second: Array  # running mean of its square
    steps: int = 0
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    clip: float = 1.0

    @staticmethod
    def over(parameters: Array) -> Adam:
        return Adam(np.zeros_like(parameters), np.zeros_like(parameters))

    def step(self, parameters: Array, gradient: Array, rate: float) -> float:
        """One step down the gradient, which is used up. Returns its norm before clipping."""
        self.steps += 1
        norm = float(np.sqrt(np.dot(gradient, gradient)))
        if not np.isfinite(norm):
            raise FloatingPointError(f"the gradient of step {self.steps} is not finite; use a smaller rate")
        if norm > self.clip:
            gradient *= self.clip / norm
        self.first *= self.beta1
        self.first += (1 - self.beta1) * gradient
        np.square(gradient, out=gradient)
        gradient *= 1 - self.beta2
        self.second *= self.beta2
        self.second += gradient
        np.sqrt(self.second, out=gradient)
        gradient *= 1 / np.sqrt(1 - self.beta2**self.steps)
        gradient += self.epsilon
        np.divide(self.first, gradient, out=gradient)
        gradient *= rate / (1 - self.beta1**self.steps)
        parameters -= gradient
        return norm
