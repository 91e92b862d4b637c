namespace CrossSell.Tool;

/// <summary>The verbs of <c>crosssell campaign</c>.</summary>
internal static class CampaignVerbs
{
    public const string Group = "campaign";

    public static VerbGroup Create() => new(
        Group,
        "Whom to contact about what: plan under all limits, take the slots, hand contacts over once, measure what came of it.",
        new CampaignPlanVerb(),
        new CampaignDispatchVerb(),
        new CampaignMeasureVerb());
}
