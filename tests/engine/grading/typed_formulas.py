"""What students type, and what it is worth: one table to read.

Under each question stands a line for each typed formula: the verdict, the slip after a colon, and after the bar what
is typed. `!` is refused, `?` unknown.
"""

from dataclasses import dataclass

from network_worlds import rnn_run, trigram_run, trigram_step

from engine.decks.questions import Formula

STEP = {
    "p": ("K",), "w": ("K",), "h": ("H",), "z": ("H",), "x": ("2K",), "W": ("K", "H"), "V": ("H", "2K"), "b": ("K",),
    "c": ("H",), "g": "function",
}  # fmt: skip
RUN = {
    "p": "N of [K]", "w": "N of [K]", "h": "N of [H]", "z": "N of [H]", "x": "N of [2K]", "W": ("K", "H"),
    "g": "function",
}  # fmt: skip
RNN = {
    "p": "N of [K]", "w": "N of [K]", "h": "N of [H]", "z": "N of [H]", "x": "N of [K]", "J": "N of [H, H]",
    "δ": "N of [H]", "Vx": ("H", "K"), "Vh": ("H", "H"), "c": ("H",), "W": ("K", "H"), "b": ("K",), "g": "function",
    "n": "scalar",
}  # fmt: skip


@dataclass(frozen=True)
class Typed:
    """A question with what is typed in answer to it."""

    question: Formula
    world: object
    lines: str

    def rows(self):
        """Each line as what is typed, the verdict and the slip."""
        for line in filter(str.strip, self.lines.splitlines()):
            worth, typed = line.split(" | ", 1)
            verdict, _, slip = worth.strip().partition(":")
            yield typed.strip(), {"!": "refused", "?": "unknown"}.get(verdict.strip(), verdict.strip()), slip.strip()


def asked(formula, where, lines, world=None, reject=None):
    name = getattr(world, "__name__", "")
    return Typed(Formula(ask="?", formula=formula, where=where, world=name, reject=reject or {}), world, lines)


TABLE = (
    # 2: the probability of an utterance, p_n = p(w_n | w_1 … w_{n-1})
    asked("prod_n p_n", {"p": "N of scalar"}, r"""
        correct                        | prod_n p_n
        correct                        | ∏_{n=1}^N p_n
        correct                        | \prod_{i=1}^{N} p_i
        correct                        | exp(sum_n log p_n)
        correct                        | e^{\sum_n \ln p_n}
        correct                        | 2^(sum_n log2(p_n))
        correct                        | p_1 prod_{n=2}^N p_n
        correct                        | exp(sum(log p))
        correct                        | np.prod(p)
        wrong                          | sum(p)
        !                              | p
        wrong: sum for product         | sum_n p_n
        wrong                          | prod_{n=2}^N p_n
        wrong                          | p_1 p_2
        wrong                          | exp(sum_n p_n)
        !                              | prod_n p_{n+1}
    """),
    # 3: the mass of the utterances of length n where each step ends with probability s
    asked("(1 - s)^(n - 1) s", {"s": "scalar", "n": "scalar"}, r"""
        correct                        | s (1-s)^(n-1)
        correct                        | s*(1-s)**(n-1)
        correct                        | s (1-s)^n / (1-s)
        correct                        | \frac{s(1-s)^n}{1-s}
        correct                        | exp(log(s) + (n-1) log(1-s))
        correct                        | P(n) = s (1-s)^(n-1)
        !                              | r (1-s)^(n-1) where r = s
        !                              | s q^(n-1), q = 1 - s
        !                              | s^m with m = 1
        wrong                          | s (1-s)^n
        wrong: factor s                | (1-s)^(n-1)
        wrong                          | s^n
    """),
    # 4: cross entropy in bits, and perplexity
    asked("-1/N sum_n log2(p_n)", {"p": "N of scalar"}, r"""
        correct                        | -(1/N) sum_n log2(p_n)
        correct                        | -\frac{1}{N}\sum_{n=1}^{N}\log_2 p_n
        correct                        | - sum_n log(p_n) / (N log 2)
        correct                        | 1/N sum_n log2(1/p_n)
        correct                        | -log2(prod_n p_n)/N
        correct                        | -np.mean(np.log2(p))
        correct                        | -1/N*sum(log2(p_i))
        wrong: sign                    | mean(log2(p))
        wrong: factor 1/ln 2           | -1/N sum_n log(p_n)
        wrong: factor 1/N              | -sum_n log2(p_n)
        wrong: sign                    | 1/N sum_n log2 p_n
        wrong: factor N                | -1/N^2 sum_n log2 p_n
        wrong: missing log2            | -1/N sum_n p_n
        wrong                          | -log2(sum_n p_n / N)
    """),
    # the largest of many
    asked("max(abs(λ))", {"λ": ("H",)}, r"""
        correct                        | max_i |λ_i|
        correct                        | \max_{i} |\lambda_i|
        correct                        | \max_{i=1}^{H} \left|\lambda_i\right|
        correct                        | max(abs(l) for l in λ)
        correct                        | max(abs(λ[i]) for i in range(1, H+1))
        correct                        | np.abs(λ).max()
        correct                        | max(max_i λ_i, -min_i λ_i)
        correct                        | sqrt(max_i λ_i^2)
        wrong                          | max_i λ_i
        wrong                          | max(abs(λ[i]) for i in range(1, H))
        wrong                          | |max_i λ_i|
        wrong                          | min_i |λ_i|
        wrong                          | max_{i=2}^H |λ_i|
        !                              | max(abs(λ[i]) for i in range(H))
        !                              | max_i λ
    """),
    asked("sum_n r_n^2 / N", {"r": "N of scalar"}, r"""
        correct                        | mean(y^2 for y in r)
        correct                        | sum(y*y for y in r) / N
        correct                        | mean([r[n]**2 for n in range(1, N+1)])
        wrong: factor 1/N              | sum(r[n]**2 for n in range(1, N+1))
        wrong                          | sum(r[n]**2 for n in range(1, N)) / N
        wrong                          | max_n r_n^2
        wrong                          | mean(r[n]**2 for n in range(1, N))
    """),
    asked("max_n h_n^T h_n", {"h": "N of [H]"}, r"""
        correct                        | max(h[n].T @ h[n] for n in range(1, N+1))
        correct                        | max_n ‖h_n‖^2
        correct                        | max(norm(h_n)^2 for n in range(1, N+1))
        wrong                          | min_n ‖h_n‖^2
        !                              | max_n h_n
    """),
    asked("2^H", {"H": "scalar"}, r"""
        correct                        | 2^H
        correct                        | 2**H
        correct                        | exp(H*log(2))
        correct                        | e^{H \ln 2}
        correct                        | 4^(H/2)
        correct                        | 1/2^(-H)
        correct                        | (1/2)^-H
        correct                        | perplexity = 2^H
        wrong: nats for bits           | exp(H)
        wrong: nats for bits           | e^H
        wrong: sign of the exponent    | 2^-H
        wrong: factor 1/2              | 2^(H+1)
        wrong                          | H^2
        wrong: product for power       | 2 H
        wrong                          | 2^(H/2)
        wrong                          | 2.0000001^H
        wrong                          | 10^H
        !                              | 1/0
        !                              | 0/0
        !                              | 2^
        !                              | 2^G
    """, reject={"exp(H)": "nats for bits"}),
    asked("p^(-1/N)", {"p": "scalar", "N": "scalar"}, r"""
        correct                        | p^(-1/N)
        correct                        | (1/p)^(1/N)
        correct                        | 1/p^{1/N}
        correct                        | exp(-log(p)/N)
        correct                        | 2^{-\frac{1}{N}\log_2 p}
        wrong: reciprocal              | p^(1/N)
        wrong                          | p^(-N)
        wrong                          | -p^(1/N)
        wrong                          | p^-1/N
    """, reject={"p^(1/N)": "reciprocal"}),
    # 5: a bigram model of three words; the number of its free parameters
    asked("p(a) p(b, a) p(c, b)", {"p": "function", "a": "opaque", "b": "opaque", "c": "opaque"}, r"""
        correct                        | p(a) p(b,a) p(c,b)
        correct                        | p(c,b)*p(b,a)*p(a)
        wrong                          | p(a) p(b) p(c)
        wrong: missing p(c, b)         | p(a) p(b,a)
        wrong                          | p(a) p(b,a) p(c,a)
    """),
    asked("K (K - 1)", {"K": "scalar"}, r"""
        correct                        | K^2 - K
        correct                        | K(K-1)
        wrong                          | K^2
        wrong                          | K^2 - 1
        wrong: sign                    | K (1-K)
    """),
    # 6: maximum likelihood, and with k added
    asked("count(a,b,c)/count(a,b)", {"count": "function", "a": "opaque", "b": "opaque", "c": "opaque"}, r"""
        correct                        | count(a,b,c)/count(a,b)
        correct                        | count(a, b, c) count(a, b)^-1
        correct                        | \frac{count(a,b,c)}{count(a,b)}
        wrong: reciprocal              | count(a,b)/count(a,b,c)
        wrong                          | count(a,b,c)/count(b,c)
        wrong                          | count(a,b,c)/count(b,a)
        wrong: missing count(a,b)      | count(a,b,c)
        wrong                          | count(a,b,c)/count(a)
        wrong                          | 1
    """),
    asked("(count(a,b,c) + k)/(count(a,b) + k K)",
          {"count": "function", "a": "opaque", "b": "opaque", "c": "opaque", "k": "scalar", "K": "scalar"}, r"""
        correct                        | (k + count(a,b,c))/(K k + count(a,b))
        correct                        | \frac{count(a,b,c)+k}{count(a,b)+kK}
        wrong: missing K               | (count(a,b,c)+k)/(count(a,b)+k)
        wrong: missing k K             | (count(a,b,c)+k)/count(a,b)
        wrong: missing k               | count(a,b,c)/(count(a,b)+k K)
    """),
    # 7: the forward equations of the neural trigram
    asked("g(V x + c)", STEP, r"""
        correct                        | g(V x + c)
        correct                        | h
        correct                        | tanh(V@x + c)
        correct                        | g(z)
        correct                        | g(c + (x^T V^T)^T)
        wrong: missing g               | V x + c
        wrong: missing c               | g(V x)
        wrong: wrong function          | sigmoid(V x + c)
        wrong: shape                   | g(V^T x + c)
        wrong: shape                   | W h + b
    """, trigram_step),
    asked("g(V [w_1; w_2] + c)", {"V": ("H", "2K"), "w_1": ("K",), "w_2": ("K",), "c": ("H",), "g": "function"}, r"""
        correct                        | g(V [w_1; w_2] + c)
        !                              | g(V [w_1, w_2] + c)
        correct                        | g(c + V stack(w_1, w_2))
        wrong                          | g(V [w_2; w_1] + c)
        wrong: shape                   | g(V w_1 + c)
        wrong: missing c               | g(V [w_1; w_2])
    """),
    asked("softmax(W h + b)", {"W": ("K", "H"), "h": ("H",), "b": ("K",)}, r"""
        correct                        | softmax(W h + b)
        correct                        | softmax(b + W@h)
        correct                        | exp(W h + b)/sum(exp(W h + b))
        correct                        | \operatorname{softmax}(W h + b + 3)
        correct                        | softmax((h^T W^T)^T + b)
        wrong: missing b               | softmax(W h)
        wrong: missing softmax         | W h + b
        wrong                          | softmax(W h - b)
        wrong: shape                   | softmax(W^T h + b)
        wrong: shape                   | exp(W h + b)/exp(W h + b)^T
    """),
    # 8: the objective, in nats, and that of one prediction
    asked("-1/N sum_n w_n^T log(p_n)", RUN, r"""
        correct                        | -\frac{1}{N}\sum_n w_n^\top \log \hat p_n
        correct                        | -1/N sum_n dot(w_n, log p_n)
        correct                        | -sum_n sum(w_n * ln(p_n)) / N
        correct                        | -1/N sum_{n=1}^N log(p_n)^T w_n
        correct                        | -1/N sum_n log(w_n^T p_n)
        wrong: factor 1/N              | -sum_n w_n^T log p_n
        wrong: sign                    | 1/N sum_n w_n^T log p_n
        wrong: factor ln 2             | -1/N sum_n w_n^T log2(p_n)
        wrong: factor (N-2)/N          | -1/(N-2) sum_n w_n^T log p_n
        wrong: missing log             | -1/N sum_n w_n^T p_n
        wrong                          | -1/N sum_n p_n^T log(w_n + 1)
        wrong: shape                   | -1/N sum_n w_n log p_n
    """, trigram_run),
    asked("-w^T log(p)", STEP, r"""
        correct                        | -w^T log(p)
        correct                        | -w @ log(p)
        correct                        | -\langle w, \log p \rangle
        correct                        | logsumexp(W h + b) - w^T (W h + b)
        !                              | -w · log p
        correct                        | -dot(w, ln p)
        correct                        | -log(w^T p)
        correct                        | -sum(w ⊙ log(softmax(W h + b)))
        correct                        | log(sum(exp(W h + b))) - w^T (W h + b)
        wrong: sign                    | w^T log p
        wrong: factor ln 2             | -w^T log2 p
        wrong                          | -p^T log(w)
        wrong: shape                   | -w log(p)
        wrong: shape                   | -w * log(p)
        wrong: missing log             | -w^T p
    """, trigram_step),
    # 9: the gradients of the trigram: one prediction
    asked("p - w", STEP, r"""
        correct                        | p - w
        correct                        | \hat{p} - w
        correct                        | -w + p
        correct                        | (p - w)^T
        correct                        | softmax(W h + b) - w
        wrong                          | sigmoid(W h + b) - w
        !                              | σ(W h + b) - w
        wrong: sign                    | w - p
        wrong: missing w               | p
        wrong                          | p + w
        wrong                          | (p - w)^2
        wrong: shape                   | 1 - w^T p
        wrong: shape                   | h - c
    """, trigram_step),
    asked("(p - w) @ h.T", {name: STEP[name] for name in ("p", "w", "h")}, r"""
        correct                        | (p - w) @ h.T
        correct                        | (p-w) h^T
        correct                        | (p - w) h^\top
        correct                        | (p-w)*h.T
        correct                        | outer(p - w, h)
        correct                        | p h^T - w h^T
        correct                        | (h (p-w)^T)^T
        correct                        | (softmax(W h + b) - w) h'
        correct                        | np.outer(p - w, h)
        correct                        | np.dot(p - w, h.T)
        correct                        | \nabla_W F = (\hat p - w) h^\top
        correct                        | (p - w) hᵗ
        correct                        | (p - w) ⊗ h
        correct                        | -(w - p) \otimes h / 1
        wrong: transposed              | h ⊗ (p - w)
        !                              | (p - w)[:, None] * h[None, :]
        !                              | (p - w) hT
        correct                        | \left(\hat p - w\right) h^{\top}
        wrong: transposed              | h (p-w)^T
        wrong: transposed              | outer(h, p - w)
        wrong: sign                    | (w - p) h^T
        wrong: transposed, sign        | h (w-p)^T
        wrong: missing w               | p h^T
        wrong: shape                   | (p-w) h
        wrong: shape                   | (p-w)^T h
        wrong: shape                   | p - w
        wrong: factor 1/2              | 2 (p-w) h^T
        wrong: factor 2                | 0.5 (p-w) h^T
        wrong: factor K                | (p-w) h^T / K
        wrong                          | (p-w) h^T + 1
        wrong                          | 1.000001 (p-w) h^T
        wrong: shape                   | 0
        !                              | (p-w) q^T
        !                              | (p-w h^T
    """, trigram_step),
    asked("(W^T (p - w) * g'(z)) x^T", STEP, r"""
        correct                        | (W^T (p - w) * g'(z)) x^T
        correct                        | (W.T @ (p - w) * (1 - h**2)) @ x.T
        correct                        | (W^\top(\hat p - w) \odot g'(z)) x^\top
        correct                        | diag(g'(z)) W^T (p-w) x^T
        correct                        | outer(g'(z) ⊙ (W^T (p-w)), x)
        correct                        | np.outer((p - w) @ W * (1 - h**2), x)
        correct                        | np.outer(np.dot(p - w, W) * (1 - h**2), x)
        correct                        | ((p-w)^T W diag(1 - tanh(z)^2))^T x^T
        correct                        | (x ((p-w)^T W ⊙ g'(z)^T))^T
        wrong: missing g'(z)           | W^T (p - w) x^T
        wrong: sign                    | (W^T (w - p) * g'(z)) x^T
        wrong: missing slope           | (W^T (p - w) * g(z)) x^T
        wrong: transposed              | x ((p-w)^T W diag(g'(z)))
        wrong                          | (W^T (p - w) * (1 - z^2)) x^T
        wrong: shape                   | (W (p - w) * g'(z)) x^T
        wrong: shape                   | W^T (p - w) * g'(z)
        wrong                          | (W^T p * g'(z)) x^T
        wrong                          | diag(h) W^T (p-w) x^T
    """, trigram_step),
    asked("W^T (p - w) * g'(z)", STEP, r"""
        correct                        | W^T (p - w) ⊙ g'(z)
        correct                        | (p - w)^T W diag(g'(z))
        correct                        | diag(g'(z)) W^T (p - w)
        !                              | W^T (p-w) (1 - h^2)
        wrong: missing g'(z)           | W^T (p - w)
        wrong: missing g'(z)           | (p - w)^T W
        wrong: sign                    | W^T (w - p) * g'(z)
        wrong                          | sum(W^T (p - w)) g'(z)
    """, trigram_step),
    # the same, of every network: nothing is known of g
    asked("(W^T (p - w) * g'(z)) x^T", STEP, r"""
        correct                        | outer(W^T (p-w) * g'(z), x)
        wrong                          | (W^T (p - w) * (1 - h^2)) x^T
        wrong                          | (W^T (p - w) * (1 - tanh(z)^2)) x^T
        wrong: missing g'(z)           | W^T (p - w) x^T
    """),
    # and of all predictions
    asked("1/N sum_n (p_n - w_n) h_n^T", RUN, r"""
        correct                        | \frac{1}{N}\sum_n (\hat p_n - w_n) h_n^\top
        correct                        | 1/N sum_{n=1}^{N} outer(p_n - w_n, h_n)
        correct                        | sum_n (p_n - w_n) h_n^T / N
        correct                        | 1/N (sum_n p_n h_n^T - sum_n w_n h_n^T)
        correct                        | 1/N sum(outer(p_i - w_i, h_i) for i in 1..N)
        wrong: factor 1/N              | sum_n (p_n - w_n) h_n^T
        wrong: factor (N-2)/N          | 1/(N-2) sum_n (p_n - w_n) h_n^T
        wrong: sign                    | -1/N sum_n (p_n - w_n) h_n^T
        wrong: transposed              | 1/N sum_n h_n (p_n - w_n)^T
        wrong: missing w_n             | 1/N sum_n p_n h_n^T
        wrong                          | 1/N sum_{n=2}^N (p_n - w_n) h_n^T
        wrong                          | 1/N sum_{n=1}^N (p_n - w_n) h_1^T
        !                              | 1/N (p_n - w_n) h_n^T
        wrong: wrong index             | 1/N sum_n (p_n - w_n) h_{n-1}^T
    """, trigram_run),
    asked("1/N sum_n (W^T (p_n - w_n) * g'(z_n)) x_n^T", RUN, r"""
        correct                        | 1/N sum_n outer(W^T (p_n - w_n) * g'(z_n), x_n)
        correct                        | \frac1N \sum_n \mathrm{diag}(g'(z_n)) W^\top (\hat p_n - w_n) x_n^\top
        correct                        | 1/N sum_n (W^T (p_n - w_n) * (1 - h_n^2)) x_n^T
        wrong: missing g'(z_n)         | 1/N sum_n W^T (p_n - w_n) x_n^T
        wrong: factor 1/N              | sum_n (W^T (p_n - w_n) * g'(z_n)) x_n^T
        wrong: sign                    | 1/N sum_n (W^T (w_n - p_n) * g'(z_n)) x_n^T
    """, trigram_run),
    # 10: one Jacobian, the product of all, the bound, and the gradient of the cost
    asked("diag(g'(z)) Vh", {"g": "function", "z": ("H",), "Vh": ("H", "H")}, r"""
        correct                        | diag(g'(z)) Vh
        correct                        | \mathrm{diag}(g'(z)) V_h
        correct                        | diag(g'(z)) @ Vh
        correct                        | g'(z) ones(H)^T ⊙ Vh
        correct                        | (Vh^T diag(g'(z)))^T
        wrong: transposed              | Vh^T diag(g'(z))
        wrong: order of factors        | Vh diag(g'(z))
        wrong: missing diag(g'(z))     | Vh
        wrong: missing Vh              | diag(g'(z))
        wrong: missing slope           | diag(g(z)) Vh
        wrong: shape                   | g'(z) Vh
        wrong: shape                   | Vh g'(z)
        !                              | diag(g'(z)) * Vh
    """),
    asked("prod_{n=N}^{2} J_n", {"J": "N of [H, H]"}, r"""
        correct                        | \prod_{n=N}^{2} J_n
        correct                        | (prod_{n=N}^3 J_n) J_2
        correct                        | J_N prod_{n=N-1}^2 J_n
        correct                        | (prod_{n=N+1}^N J_2) prod_{n=N}^2 J_n
        wrong                          | prod_{n=2}^{N} J_n
        wrong                          | prod_{n=N}^{1} J_n
        wrong: shape                   | N
    """),
    asked("(γ σ)^(N - 1)", {"γ": "scalar", "σ": "scalar", "N": "scalar"}, r"""
        correct                        | (γ σ)^(N-1)
        correct                        | (gamma sigma)^(N-1)
        correct                        | \gamma^{N-1} \sigma^{N-1}
        correct                        | (\gamma\sigma)^N/(\gamma\sigma)
        wrong                          | (γ σ)^N
        wrong                          | γ σ^(N-1)
        wrong: missing σ               | γ^(N-1)
        wrong: missing γ               | σ^(N-1)
        wrong                          | (γ σ)^(1-N)
    """),
    asked("(p - w)^T W", STEP, r"""
        correct                        | (p - w)^T W
        correct                        | W^T (p - w)
        correct                        | W.T @ (p - w)
        correct                        | (p - w) @ W
        wrong: shape                   | (p - w) W
        wrong: sign                    | W^T (w - p)
        wrong: shape                   | W (p - w)
        wrong: missing w               | W^T p
    """, trigram_step),
    # 11, 12, 14: what it costs
    asked("K^(n-1) (K - 1)", {"K": "scalar", "n": "scalar"}, r"""
        correct                        | K^n - K^(n-1)
        correct                        | (K-1) K^{n-1}
        wrong                          | K^n
        wrong: missing K - 1           | K^(n-1)
    """),
    asked("2 K H + H^2 + H + K", {"K": "scalar", "H": "scalar"}, r"""
        correct                        | K H + H^2 + H + K H + K
        correct                        | H (K + H + 1) + K (H + 1)
        wrong: missing H^2             | 2 K H + H + K
        wrong                          | K H + H^2 + H + K
        wrong                          | 2 K H + H^2
    """),
    asked("(N - 1) K H + K H", {"K": "scalar", "H": "scalar", "N": "scalar"}, r"""
        correct                        | N K H
        wrong                          | (N-1) K H
        wrong: factor 1/2              | 2 K H N
        wrong: factor N                | K H
        wrong: factor H                | K N
    """),
    # 15: reverse mode; derivatives by their names
    asked("∂F/∂p ∂p/∂h + ∂F/∂q ∂q/∂h", dict.fromkeys(("∂F/∂p", "∂p/∂h", "∂F/∂q", "∂q/∂h"), "opaque"), r"""
        correct                        | ∂F/∂q ∂q/∂h + ∂F/∂p ∂p/∂h
        correct                        | dF/dp dp/dh + dF/dq dq/dh
        correct                        | \frac{\partial F}{\partial p}\frac{\partial p}{\partial h} + \frac{\partial F}{\partial q}\frac{\partial q}{\partial h}
        wrong: missing ∂F/∂q ∂q/∂h     | ∂F/∂p ∂p/∂h
        wrong                          | ∂F/∂p + ∂F/∂q
        wrong: sign of a term          | ∂F/∂p ∂p/∂h - ∂F/∂q ∂q/∂h
    """),  # noqa: E501 - LaTeX as it is pasted
    # 16: backpropagation through time
    asked("W^T (p_n - w_n) + J_{n+1}^T δ_{n+1}", RNN, r"""
        correct                        | δ_n
        correct                        | W^T (p_n - w_n) + Vh^T (g'(z_{n+1}) ⊙ δ_{n+1})
        correct                        | W^T (p_n - w_n) + Vh^T diag(1 - h_{n+1}^2) delta_{n+1}
        correct                        | \delta_{n+1}^\top J_{n+1} + (\hat p_n - w_n)^\top W
        wrong                          | W^T (p_n - w_n)
        wrong                          | J_{n+1}^T δ_{n+1}
        wrong: sign of a term          | W^T (p_n - w_n) - J_{n+1}^T δ_{n+1}
        wrong: transposed              | W^T (p_n - w_n) + J_{n+1} δ_{n+1}
        wrong: wrong index             | W^T (p_n - w_n) + J_n^T δ_{n+1}
        wrong: wrong index             | W^T (p_n - w_n) + J_{n+1}^T δ_n
        wrong                          | W^T (p_n - w_n) + Vh^T δ_{n+1}
        wrong: shape                   | W (p_n - w_n) + J_{n+1}^T δ_{n+1}
    """, rnn_run),
    asked("sum_n (δ_n * g'(z_n)) h_{n-1}^T", RNN, r"""
        correct                        | \sum_{n=1}^N (\delta_n \odot g'(z_n)) h_{n-1}^\top
        correct                        | sum_n outer(δ_n * (1 - h_n^2), h_{n-1})
        correct                        | sum_n diag(g'(z_n)) δ_n h_{n-1}^T
        correct                        | \sum_{n=N}^{1} (\delta_n \odot g^{\prime}(z_n)) h_{n-1}^\top
        wrong                          | sum_{n=N+1}^N (δ_n * g'(z_n)) h_{n-1}^T
        wrong: wrong index             | sum_n (δ_n * g'(z_n)) h_n^T
        wrong: missing g'(z)           | sum_n δ_n h_{n-1}^T
        wrong: factor N                | 1/N sum_n (δ_n * g'(z_n)) h_{n-1}^T
        wrong: transposed              | sum_n h_{n-1} (δ_n * g'(z_n))^T
        wrong: sign                    | -sum_n (δ_n * g'(z_n)) h_{n-1}^T
        wrong                          | sum_{n=2}^N (δ_n * g'(z_n)) h_{n-1}^T
        wrong: shape                   | sum_n (δ_n * g'(z_n)) x_n^T
        wrong: wrong index             | sum_n (δ_n * g'(z_n)) h_{n-2}^T
    """, rnn_run),
    asked("sum_n (δ_n * g'(z_n)) x_n^T", RNN, r"""
        correct                        | sum_n diag(g'(z_n)) δ_n x_n^T
        wrong: missing g'(z)           | sum_n δ_n x_n^T
        wrong: factor 2                | 1/2 sum_n diag(g'(z_n)) δ_n x_n^T
        wrong: shape                   | sum_n diag(g'(z_n)) δ_n h_n^T
    """, rnn_run),
    # 17: real-time recurrent learning, M parameters
    asked("D + diag(g'(z)) Vh S",
          {"D": ("H", "M"), "S": ("H", "M"), "Vh": ("H", "H"), "z": ("H",), "g": "function"}, r"""
        correct                        | D + diag(g'(z)) Vh S
        correct                        | D + g'(z) ones(M)^T ⊙ (Vh S)
        wrong: missing D               | diag(g'(z)) Vh S
        wrong: missing diag(g'(z))     | D + Vh S
        wrong: transposed              | D + diag(g'(z)) Vh^T S
        wrong                          | D + Vh diag(g'(z)) S
        wrong                          | D + S
        wrong: shape                   | D + S Vh
    """, reject={"D + S": "the Jacobian is missing"}),
    # names that the question has with another index alone: wrong where nothing that they may mean is right
    asked("D_n + diag(g'(z_n)) Vh S_{n-1}",
          {"D_n": ("H", "M"), "S_{n-1}": ("H", "M"), "Vh": ("H", "H"), "z_n": ("H",), "g": "function"}, r"""
        wrong: wrong index             | D_n + diag(g'(z_n)) Vh S_n
        wrong: wrong index             | D[n] + diag(g'(z[n])) @ Vh @ S[n]
        wrong: wrong index             | D_{n-1} + \text{diag}(g'(z_n)) V_h S_{n-1}
        wrong: wrong index             | S_n = Dₙ + diag(g'(zₙ₋₁)) Vh Sₙ₋₂
        !                              | D[n] + diag(g'(z[n-1])) @ Vh @ S[n-1]
        !                              | D_{n+1} + diag(g'(z_{n+1})) Vh S_n
        !                              | D_n + diag(g'(z_n)) Vh (D_{n-1} + diag(g'(z_{n-1})) Vh S_{n-2})
        !                              | D_n + diag(g'(z_n)) Vh S_{n-1} + 0 S_n
        !                              | D_t + diag(g'(z_t)) Vh S_{t-1}
        !                              | D_n + diag(g'(z_n)) Vh S_t
        !                              | D_n + diag(g'(z_n)) Vh sum_n S_n
        !                              | D_n + Vh S_n
        !                              | S_n
    """),
    asked("g(Vx x_n + Vh h_{n-1} + c)",
          {"x_n": ("K",), "h_{n-1}": ("H",), "Vx": ("H", "K"), "Vh": ("H", "H"), "c": ("H",), "g": "function"}, r"""
        wrong: wrong index             | g(Vx x_n + Vh h_n + c)
        wrong: wrong index             | g(Vx x_{n-1} + Vh h_{n-1} + c)
        wrong: wrong index             | g(Vx x_{n-1} + Vh h_n + c)
        !                              | g(Vx x_{n+1} + Vh h_n + c)
        !                              | g(Vx x[n-1] + Vh h[n-1] + c)
        !                              | g(Vx x_n + Vh g(Vx x_{n-1} + Vh h_{n-2} + c) + c)
        !                              | h_n
    """),
    # 18: shared parameters: the sum over the copies, and a step of descent
    asked("θ - η sum_n G_n", {"θ": ("H", "K"), "η": "scalar", "G": "N of [H, K]"}, r"""
        correct                        | θ - η sum_n G_n
        correct                        | theta - eta*sum_{n=1}^N G_n
        correct                        | \theta - \eta \sum_{i=1}^{N} G_i
        correct                        | θ - sum_n η G_n
        wrong: sign of a term          | θ + η sum_n G_n
        wrong: missing η               | θ - sum_n G_n
        wrong                          | θ - η/N sum_n G_n
        wrong                          | θ - η G_1
        wrong: missing θ               | -η sum_n G_n
        wrong: shape                   | θ^T - η sum_n G_n
    """),
    # beyond the notes
    asked("σ(x) (1 - σ(x))", {"x": "scalar"}, r"""
        correct                        | sigmoid(x) (1 - sigmoid(x))
        correct                        | exp(-x)/(1 + exp(-x))^2
        correct                        | sigmoid(x) sigmoid(-x)
        correct                        | 1/(2 + exp(x) + exp(-x))
        correct                        | (1 - tanh(x/2)^2)/4
        correct                        | sigmoid'(x)
        wrong                          | sigmoid(x) (1 + sigmoid(x))
        wrong                          | 1 - sigmoid(x)^2
        wrong: factor 1/4              | 1 - tanh(x/2)^2
        wrong: sign                    | sigmoid(x) (sigmoid(x) - 1)
    """),
    asked("log(exp(a) + exp(b))", {"a": "scalar", "b": "scalar"}, r"""
        correct                        | a + log(1 + exp(b - a))
        correct                        | max(a, b) + log(1 + exp(-|a - b|))
        correct                        | (a+b)/2 + log(2 cosh((a-b)/2))
        wrong                          | log(exp(a + b))
        wrong                          | a + b
        wrong: factor ln 2             | log2(exp(a) + exp(b))
        wrong                          | max(a, b)
    """),
    asked("log(a) + log(b)", {"a": "scalar", "b": "scalar"}, r"""
        correct                        | log(a b)
        correct                        | ln(b) + ln(a)
        correct                        | log(a^2 b^2)/2
        wrong                          | log(a + b)
        wrong: factor ln 10            | log10(a b)
        wrong: sign of a term          | log(a/b)
        wrong                          | log(a) log(b)
    """),
    asked("log(a b)", {"a": "scalar", "b": "scalar"}, r"""
        correct                        | log(a) + log(b)
        wrong                          | log(a) - log(b)
    """),
    asked("x^2 - y^2", {"x": "scalar", "y": "scalar"}, r"""
        correct                        | (x-y)(x+y)
        correct                        | x*x - y*y
        correct                        | (x^4 - y^4)/(x^2 + y^2)
        correct                        | (x^3 - x y^2)/x
        correct                        | 1e20 + x^2 - y^2 - 1e20
        wrong: sign                    | (y-x)(x+y)
        wrong                          | (x-y)^2
        wrong: missing y^2             | x^2
        wrong: sign of a term          | x^2 + y^2
        wrong                          | x^2 (1 + 5e-5) - y^2
        wrong                          | |x|x - y^2
        wrong                          | sqrt(x^2) - y^2
    """),
    asked("A B", {"A": ("H", "K"), "B": ("K", "H")}, r"""
        correct                        | (B^T A^T)^T
        correct                        | A*B
        correct                        | A@B
        wrong: transposed              | B^T A^T
        wrong: shape                   | B A
        wrong: shape                   | A ⊙ B
        wrong: shape                   | A ⊙ B^T
    """),
    asked("trace(A A^T)", {"A": ("H", "K")}, r"""
        correct                        | tr(A^T A)
        correct                        | sum(A ⊙ A)
        correct                        | norm(A)^2
        correct                        | sum(A^2)
        wrong                          | norm(A)
        wrong                          | sum(A)^2
        wrong: shape                   | A A^T
        wrong: shape                   | A^2
    """),
    asked("S S h", {"S": ("H", "H"), "h": ("H",)}, r"""
        correct                        | S @ S @ h
        correct                        | (h^T S^T S^T)^T
        wrong: power of a matrix       | S^2 h
        wrong: transposed              | S S^T h
        wrong: missing S               | S h
        wrong: shape                   | h S S
        !                              | (S * S) h
    """),
    asked("diag(v) S", {"v": ("H",), "S": ("H", "H")}, r"""
        correct                        | (S^T diag(v))^T
        correct                        | (v ones(H)^T) ⊙ S
        correct                        | diag(v) eye(H) S
        !                              | (v * eye(H)) S
        !                              | v * S
        !                              | v ⊙ S
        !                              | S * v.T
        wrong: shape                   | S v
        wrong: order of factors        | S diag(v)
        wrong: shape                   | v S
    """),
    asked("max(abs(λ))", {"λ": ("H",)}, r"""
        correct                        | max(|λ|)
        correct                        | \max(|\lambda|)
        correct                        | np.abs(lambda).max()
        correct                        | \max |λ|
        correct                        | -min(-|λ|)
        correct                        | max(max(λ), -min(λ))
        wrong                          | max(λ)
        wrong                          | |max(λ)|
        wrong                          | norm(λ)
        correct                        | \max_i |\lambda_i|
    """),
    asked("F - η G^T G", {"F": "scalar", "η": "scalar", "G": ("M",)}, r"""
        wrong: factor 1/2 of a term    | F - 2 η G^T G
        wrong: factor 2 of a term      | F - η/2 ‖G‖^2
        wrong: sign of a term          | F + η G^T G
        !                              | F - η |G|^2
        ?                              | sum_{n=1}^{1000000000} n F
        ?                              | sum_{n=1}^{301} n F
        wrong                          | sum_{n=1}^{300} n F
    """),
    asked("g(A x + B h)", {"A": ("H", "K"), "B": ("H", "H"), "x": ("K",), "h": ("H",), "g": "function"}, r"""
        !                              | g(np.hstack([A, B]) @ np.concatenate([x, h]))
        !                              | g([A\ B][x; h])
        !                              | g([A, B][x; h])
        !                              | g([B A][h; x])
        wrong: missing A x             | g(B h)
    """),
    asked("N (N + 1)/2", {"N": "scalar"}, r"""
        correct                        | sum_{n=1}^N n
        correct                        | sum_{n=N}^1 n
        correct                        | (N^2 + N)/2
        wrong                          | N (N - 1)/2
        wrong: factor 1/2              | N (N + 1)
    """),
    # what is right in another notation is refused, with what to write, and what is wrong in both is wrong
    asked("(diag(p) - p p^T) W", {"p": ("K",), "W": ("K", "H")}, r"""
        !                              | np.diag(p) @ (W - p @ W)
        !                              | p ⊙ (W - p^T W)
        correct                        | diag(p) (W - ones(K) (p^T W))
        wrong                          | np.diag(p) @ (W + p @ W)
        wrong: shape                   | W - p @ W
    """),
    asked("diag(p) - p p^T", {"p": ("K",)}, r"""
        !                              | np.diag(p) @ (np.eye(K) - p)
        !                              | p * (eye(K) - p^T)
        correct                        | diag(p) (eye(K) - ones(K) p^T)
        wrong: shape                   | eye(K) - p
    """),
    asked("W^T (p - w) * g'(z)", STEP, r"""
        !                              | W^T (p-w) g'(z)
        correct                        | W^T (p-w) ⊙ g'(z)
        wrong: shape                   | W^T (p+w) g'(z)
    """),
    asked("-w^T log(p)", {"p": ("K",), "w": ("K",)}, r"""
        !                              | -sum(w log p)
        correct                        | -sum(w * log p)
        wrong: shape                   | -sum(w p)
    """),
    asked("(p_N - w_N)^T W", RUN, r"""
        !                              | (p[N-1]-w[N-1]) @ W
        correct                        | (p[N]-w[N]) @ W
        wrong                          | (p_{N-1}-w_{N-1})^T W
        wrong                          | (p[N-2]-w[N-2]) @ W
    """),
    asked("-1/N sum_n log2(p_n)", {"p": "N of scalar"}, r"""
        !                              | -sum_n ln(p_n)/N ln 2
        !                              | -1/N ln 2 sum_n ln p_n
        correct                        | -1/(N ln 2) sum_n ln p_n
        wrong                          | -(1/N) ln 2 sum_n ln p_n
        wrong                          | -\frac{1}{N} \ln 2 \sum_n \ln p_n
    """),
    asked("-w/p", STEP, r"""
        !                              | -w/(w·p)
        !                              | -w/(w*p)
        correct                        | -w/dot(w, p)
        correct                        | -w ⊘ p
        correct                        | -w \oslash p
        wrong                          | w ⊘ p
    """, trigram_step),
    asked("sum_n (g'(z_n) * δ_n) h_{n-1}^T", RNN, r"""
        correct                        | sum(np.outer(g'(z[n+1])*δ[n+1], h[n]) for n in range(N))
        !                              | sum(np.outer(g'(z[n])*δ[n], h[n-1]) for n in range(N))
        wrong                          | sum(np.outer(g'(z[n+1])*δ[n+1], h[n+1]) for n in range(N))
    """, rnn_run),
    asked("-sum_{n=3}^N w_n^T log(p_n)", RUN, r"""
        correct                        | -sum_{n=3}^N sum_k w_n[k] ln(p_n[k])
        wrong                          | -sum_{n=3}^N sum_k p_n[k] ln(p_n[k])
    """),
)  # fmt: skip
