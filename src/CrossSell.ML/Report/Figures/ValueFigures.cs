namespace CrossSell.ML.Report;

/// <summary>What customers are worth over a horizon, by models of how often they buy and for how much.</summary>
internal sealed class ValueFigures
{
    private readonly CustomerRhythms _rhythms;
    private readonly CustomerValueModel? _model;
    private readonly int _days;

    public ValueFigures(Study study, CancellationToken cancellation)
    {
        _rhythms = study.Rhythms;
        _days = study.Options.ValueDays;
        Margin = study.Options.MarginShare;
        try
        {
            var options = new ValueOptions { MaxThreads = study.Options.MaxThreads, Leaving = null };
            _model = new CustomerValueModel(
                BgNbdModel.Fit(_rhythms, options, cancellation), GammaGammaModel.Fit(_rhythms, options, cancellation), study.Options.MarginShare ?? 1);
        }
        catch (ValueTrainingException e)
        {
            WhyNot = e.Message;
            return;
        }

        Expected = new double[_rhythms.Count];
        _model.ExpectedMargins(_rhythms, _days, Expected);
        ByValue = [.. Enumerable.Range(0, Expected.Length).Where(c => double.IsFinite(Expected[c])).OrderByDescending(c => Expected[c]).ThenBy(c => c)];
        if (ByValue.Length == 0)
        {
            WhyNot = "nobody has a value that is finite";
        }
    }

    /// <summary>Why there is no model; empty when there is one.</summary>
    public string WhyNot { get; } = "";

    public bool IsKnown => WhyNot.Length == 0;

    public double? Margin { get; }

    public int Days => _days;

    public CustomerValueModel Model => _model!;

    /// <summary>For each customer the expected margin; NaN for one who never bought.</summary>
    public double[] Expected { get; } = [];

    /// <summary>Those who have one, the most valuable first.</summary>
    public int[] ByValue { get; } = [];

    /// <summary>P(he buys at least once within the days); NaN for one who never bought.</summary>
    public double BuysAgain(int customer) => _rhythms.PatternOf(customer) is { } pattern ? _model!.Buying.ProbabilityOfPurchase(pattern, _days) : double.NaN;

    /// <summary>With the interval of what the customer brings.</summary>
    public CustomerValue? Of(int customer) => _model!.Of(_rhythms, customer, _days);
}
