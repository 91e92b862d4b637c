namespace CrossSell.Tool;

/// <summary>The verbs of <c>crosssell ledger</c>.</summary>
internal static class LedgerVerbs
{
    public const string Group = "ledger";

    public static VerbGroup Create() => new(
        Group,
        "What was said to customers and answered: make a ledger, fill it, ask it who may be contacted, show and forget.",
        new LedgerInitVerb(),
        new LedgerImportVerb(),
        new LedgerRecordVerb(),
        new LedgerLiftVerb(),
        new LedgerCheckVerb(),
        new LedgerExportVerb(),
        new LedgerEraseVerb(),
        new LedgerPurgeVerb());
}
