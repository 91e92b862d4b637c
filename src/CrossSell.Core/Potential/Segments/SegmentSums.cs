namespace CrossSell.Potential;

/// <summary>The growing figures of a segment.</summary>
internal sealed class SegmentSums(int categories)
{
    private readonly int[] _gaps = new int[categories];
    private readonly double[] _propensities = new double[categories];
    private readonly double[] _margins = new double[categories];
    private readonly SortedDictionary<string, (int Contacts, int Answers)> _channels = new(StringComparer.Ordinal);
    private double _value;
    private int _valued;

    public double MeanValue => _valued == 0 ? double.NaN : _value / _valued;

    public void Add(double value, IReadOnlyList<Gap> gaps)
    {
        (_value, _valued) = double.IsNaN(value) ? (_value, _valued) : (_value + value, _valued + 1);
        foreach (Gap gap in gaps)
        {
            _gaps[gap.Category]++;
            _propensities[gap.Category] += gap.Estimate.Propensity;
            _margins[gap.Category] += gap.Estimate.ExpectedMargin;
        }
    }

    public void Add(ChannelContact contact)
    {
        (int contacts, int answers) = _channels.GetValueOrDefault(contact.Channel);
        _channels[contact.Channel] = (contacts + 1, answers + (contact.Answered ? 1 : 0));
    }

    public IReadOnlyList<CategoryOutlook> Outlook() =>
    [
        .. Enumerable.Range(0, _gaps.Length).Where(k => _gaps[k] > 0).Select(k => new CategoryOutlook(k, _gaps[k], _propensities[k] / _gaps[k], _margins[k]))
            .OrderByDescending(o => o.ExpectedMargin).ThenBy(o => o.Category),
    ];

    /// <summary>The rates of all channels that anybody was reached by, drawn towards those of all customers.</summary>
    public IReadOnlyList<ChannelRate> Channels(SegmentSums all, double prior, double z) =>
    [
        .. all._channels.Select(c =>
        {
            (int contacts, int answers) = _channels.GetValueOrDefault(c.Key);
            double n = contacts + prior;
            double rate = (answers + (prior * c.Value.Answers / c.Value.Contacts)) / n;
            double centre = (rate + (z * z / (2 * n))) / (1 + (z * z / n));
            double reach = z / (1 + (z * z / n)) * Math.Sqrt((rate * (1 - rate) / n) + (z * z / (4 * n * n)));
            return new ChannelRate(c.Key, contacts, answers, rate, Math.Max(0, centre - reach), Math.Min(1, centre + reach));
        }).OrderByDescending(r => r.Rate).ThenBy(r => r.Channel, StringComparer.Ordinal),
    ];
}
