namespace CrossSell.Potential;

/// <summary>The gaps of a group, gathered to be walked down.</summary>
internal sealed class EffortSum
{
    private readonly List<double> _lost = [];
    private readonly List<double> _gains = [];
    private double _owned;
    private double _relevant;

    public void Add(double owned, double relevant) => (_owned, _relevant) = (_owned + owned, _relevant + relevant);

    public void AddGap(double expectedMargin, double gain)
    {
        _lost.Add(-expectedMargin);
        _gains.Add(gain);
    }

    public EffortCurve ToCurve(string group, double costOfOffer, double goal)
    {
        double[] lost = [.. _lost];
        double[] gains = [.. _gains];
        Array.Sort(lost, gains);
        return EffortWalk.Along(group, lost, gains, _owned, _relevant, costOfOffer, goal);
    }
}
