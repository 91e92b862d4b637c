using CrossSell.ML.Calibration;
using CrossSell.ML.Numerics;

namespace CrossSell.ML;

internal sealed class BetaCalibration(BetaCurve curve) : ProbabilityCalibration
{
    private protected override double Map(double probability) => LogisticFunction.Of(curve.Apply(LogisticFunction.Logit(probability)));
}
