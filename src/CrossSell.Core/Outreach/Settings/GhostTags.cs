using CrossSell.Ledger;

namespace CrossSell.Outreach;

/// <summary>The mark of contacts that are not made, because their customer is in the control group.</summary>
internal static class GhostTags
{
    public const string Control = "arm:control";

    public static bool IsGhost(string tag) => string.Equals(tag, Control, StringComparison.Ordinal);

    public static bool IsGhost(Contact contact) => contact.State == ContactState.Released && contact.Tags.Any(IsGhost);
}
