namespace CrossSell.MLNet;

/// <summary>Which of ML.NET's logistic regressions learns.</summary>
public enum MLNetLearner
{
    /// <summary><c>LbfgsLogisticRegression</c>: reaches the optimum; the same seed, one thread and one kind of processor give the same model.</summary>
    Lbfgs = 0,

    /// <summary><c>SdcaLogisticRegression</c>: stochastic dual coordinate ascent; stops short of the optimum, and takes several times as long.</summary>
    Sdca = 1,
}
