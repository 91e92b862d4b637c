namespace CrossSell.ML.Logistic;

/// <summary>Where Newton's method ended.</summary>
/// <param name="Parameters">The parameters, the intercept last.</param>
/// <param name="Loss">The weighted sum of log losses there, without the penalty.</param>
/// <param name="Iterations">How many steps were taken.</param>
/// <param name="Converged">Whether no step can lower the objective any more.</param>
/// <param name="Dependent">Columns left out because earlier ones determine them, ascending.</param>
/// <param name="Diverging">Columns whose parameters grow without end; empty when none does.</param>
internal sealed record NewtonResult(
    double[] Parameters, double Loss, int Iterations, bool Converged, IReadOnlyList<int> Dependent, IReadOnlyList<int> Diverging);
