namespace CrossSell.MLNet.Factorization;

/// <summary>libmf's one-class objective as <see cref="FactorScorer"/> has it.</summary>
/// <remarks>
/// libmf minimises, over factors x of customers and y of products, 1/2 sum over bought pairs of (1 - x'y)^2 + alpha / 2 sum over all others of (c - x'y)^2 + lambda / 2 (|x|^2 + |y|^2), with c = 1e-6, which
/// is nothing. Divided by alpha, a bought pair weighs 1 / alpha, every other 1, and factors are held by lambda / alpha: the objective of Hu, Koren and Volinsky 2008 with confidence 1 + a for
/// a = 1 / alpha - 1. So equation 4 there gives a customer's factors at these products' factors.
/// </remarks>
internal static class Compiled
{
    public static FactorScorer Scorer(string name, int products, float[] factors, double alpha, double lambda) =>
        new(name, products, factors, (1 / alpha) - 1, lambda / alpha);
}
