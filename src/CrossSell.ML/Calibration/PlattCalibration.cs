using CrossSell.ML.Learning;
using CrossSell.ML.Numerics;

namespace CrossSell.ML;

internal sealed class PlattCalibration(PlattLine line) : ProbabilityCalibration
{
    private protected override double Map(double probability) => LogisticFunction.Of(line.Apply(LogisticFunction.Logit(probability)));
}
