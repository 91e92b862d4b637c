namespace CrossSell.ML;

/// <summary>How <see cref="ImplicitAlsTrainer"/> solves one customer's or product's factors.</summary>
public enum AlsSolver
{
    /// <summary>A few steps of conjugate gradients from the last solution: O(factors^2 + interactions · factors) a step, and after some iterations as good (Takács, Pilászy, Tikk 2011).</summary>
    ConjugateGradient = 0,

    /// <summary>Cholesky's factorisation, exact: O(factors^3 + interactions · factors^2).</summary>
    Cholesky = 1,
}
