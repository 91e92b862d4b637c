namespace CrossSell.ML.Hybrid;

/// <summary>The part <c>propensity</c> has too little to learn from; the other parts may have enough.</summary>
internal sealed class PropensityPartException(PropensityTrainingException problem) : Exception(problem.Message, problem);
