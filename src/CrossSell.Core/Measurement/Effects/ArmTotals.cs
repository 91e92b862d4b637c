namespace CrossSell.Measurement;

/// <summary>The outcomes of one arm, added up.</summary>
internal sealed class ArmTotals
{
    private ArmTotals(CampaignOutcome[] outcomes)
    {
        Count = outcomes.Length;
        Contacted = outcomes.Count(outcome => outcome.IsContacted);
        Responded = outcomes.Count(outcome => outcome.HasResponded);
        Accepted = outcomes.Count(outcome => outcome.HasAccepted);
        OptedOut = outcomes.Count(outcome => outcome.HasOptedOut);
        Complained = outcomes.Count(outcome => outcome.HasComplained);

        // Ascending, so that the order of the customers changes no digit of a sum.
        Revenue = [.. outcomes.Select(outcome => outcome.Revenue).Order()];
        Margin = [.. outcomes.Select(outcome => outcome.Margin).Order()];
        Cost = outcomes.Select(outcome => outcome.ContactCost).Order().Sum();
    }

    public int Count { get; }

    public int Contacted { get; }

    public int Responded { get; }

    public int Accepted { get; }

    public int OptedOut { get; }

    public int Complained { get; }

    public double[] Revenue { get; }

    public double[] Margin { get; }

    public double Cost { get; }

    public static ArmTotals Of(IReadOnlyList<CampaignOutcome> outcomes, CampaignArm arm)
    {
        CampaignOutcome[] own = [.. outcomes.Where(outcome => outcome.Arm == arm)];
        if (arm != CampaignArm.Treated && own.Any(outcome => outcome.IsContacted))
        {
            throw new ArgumentException("A customer of the control group was contacted by the campaign; then it is no control group.", nameof(outcomes));
        }

        return new ArmTotals(own);
    }
}
