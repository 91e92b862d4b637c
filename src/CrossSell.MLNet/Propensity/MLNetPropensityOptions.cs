using CrossSell.ML;

namespace CrossSell.MLNet;

/// <summary>What a user may decide about <see cref="MLNetPropensityTrainer"/>.</summary>
/// <remarks>Not thread-safe while it is changed. ML.NET's own defaults are never passed on: among them are an L1 penalty, all cores, and settings that follow the data.</remarks>
public sealed class MLNetPropensityOptions
{
    /// <summary>Which logistic regression learns, where no learner of one's own is given.</summary>
    /// <value>Default: <see cref="MLNetLearner.Lbfgs"/>.</value>
    public MLNetLearner Learner { get; set; }

    /// <summary>How strongly weights are held towards 0: the sum of the customers' log losses, weighted, has this times half the squared weights added; the bias is free.</summary>
    /// <value>Default: null, the best of 300 to 1 by the log loss on customers held out. Otherwise a finite number above 0. Not used by a learner of one's own.</value>
    public double? L2 { get; set; }

    /// <summary>The same for the sum of the weights' sizes, which sets the smallest to exactly 0.</summary>
    /// <value>Default: 0 (ML.NET's is 1 for L-BFGS, and 0.25 for SDCA from 100 features on). Finite, 0 or above. Not used by a learner of one's own.</value>
    public double L1 { get; set; }

    /// <summary>When learning stops: relative change of the objective (L-BFGS), or duality gap over loss (SDCA).</summary>
    /// <value>Default: null, 1e-7 for L-BFGS and 0.01 for SDCA. Otherwise above 0, below 1. Not used by a learner of one's own.</value>
    public double? Tolerance { get; set; }

    /// <summary>The most passes of SDCA over the customers.</summary>
    /// <value>Default: 100. At least 1. Not used by others.</value>
    public int MaxPasses { get; set; } = 100;

    /// <summary>Whether numbers get a feature for each bin beside their line.</summary>
    /// <value>Default: true.</value>
    public bool UseBins { get; set; } = true;

    /// <summary>Whether protected columns, such as age or gender, are learned from.</summary>
    /// <value>Default: false.</value>
    public bool UseProtected { get; set; }

    /// <summary>How many parts the customers are divided into for validation.</summary>
    /// <value>Default: 5. From 2 to 20.</value>
    public int Folds { get; set; } = 5;

    /// <summary>How the probabilities are calibrated anew on customers held out, instead of by ML.NET's own calibrator.</summary>
    /// <value>Default: null, ML.NET's own; a linear learner without a calibrator, whose scores are no logits, is then calibrated by Platt's line.</value>
    public PropensityCalibration? Recalibration { get; set; }

    /// <summary>The seed of each <c>MLContext</c>. One is made for every fit: a second fit on one context goes on in its random sequence, and a context keeps some 11 KB of every fit.</summary>
    /// <value>Default: 1. Any.</value>
    public int Seed { get; set; } = 1;

    /// <summary>What is wrong with these options, one sentence each; empty when a training can start.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        Check(Enum.IsDefined(Learner), $"Learner is {(int)Learner}; it must be Lbfgs or Sdca.");
        Check(L2 is not { } l2 || (double.IsFinite(l2) && l2 > 0), $"L2 is {L2}; it must be a finite number above 0, or null to have it chosen.");
        Check(double.IsFinite(L1) && L1 >= 0, $"L1 is {L1}; it must be a finite number, 0 or above.");
        Check(Tolerance is not { } tolerance || tolerance is > 0 and < 1, $"Tolerance is {Tolerance}; it must lie above 0 and below 1, or be null.");
        Check(MaxPasses >= 1, $"MaxPasses is {MaxPasses}; it must be 1 or more.");
        Check(Folds is >= 2 and <= 20, $"Folds is {Folds}; it must be from 2 to 20.");
        Check(Recalibration is not { } way || Enum.IsDefined(way), $"Recalibration is {Recalibration}; it must be null or one of {string.Join(", ", Enum.GetNames<PropensityCalibration>())}.");
        return failures;

        void Check(bool isRight, FormattableString failure)
        {
            if (!isRight)
            {
                failures.Add(FormattableString.Invariant(failure));
            }
        }
    }

    internal MLNetPropensityOptions Copy() => (MLNetPropensityOptions)MemberwiseClone();
}
