using System.Globalization;
using CrossSell.Campaigns;
using CrossSell.Ledger;
using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>What a person is told about an exception, and the exit code that goes with it.</summary>
internal static class ErrorText
{
    private const int MostFaults = 5;

    /// <summary>A line for each fault, the first few of them, without a stack trace; empty when nothing needs to be said.</summary>
    /// <param name="exception">What happened.</param>
    /// <param name="verb">What begins the line, such as <c>crosssell mine</c>.</param>
    /// <param name="cancelled">Whether the user asked the tool to stop.</param>
    /// <param name="options">The names of the verb's options; advice names no others.</param>
    public static (int ExitCode, string Text) Of(Exception exception, string verb, bool cancelled, params IReadOnlyCollection<string> options) => exception switch
    {
        UsageException => (ExitCode.Usage, $"{verb}: {exception.Message}{Environment.NewLine}Try '{verb} --help'."),
        OperationCanceledException when cancelled => (ExitCode.Failure, $"{verb}: stopped before the result was complete."),
        BrokenPipeException => (ExitCode.Failure, ""),
        MiningLimitException limit => (ExitCode.Failure, $"{verb}: {LimitText.Of(limit, options)}"),
        PurchaseFormatException => (ExitCode.Failure, $"{verb}: {LibraryNames.InPurchases(exception.Message)}"),
        FailureException or ModelFormatException => (ExitCode.Failure, $"{verb}: {exception.Message}"),
        CatalogFormatException catalog => (ExitCode.Failure, $"{verb}: {LibraryNames.InCatalog(FaultText(catalog.Faults))}"),
        CustomerFormatException table => (ExitCode.Failure, $"{verb}: {LibraryNames.InTable(FaultText(table.Faults))}"),
        LedgerFormatException records => (ExitCode.Failure, $"{verb}: {LibraryNames.InRecords(FaultText(records.Faults))}"),
        LedgerException or PolicyException or CampaignFormatException or SolverSolutionException or CampaignProblemException => (ExitCode.Failure, $"{verb}: {FirstLines(LibraryNames.InLedger(exception.Message))}"),
        PropensityTrainingException training => (ExitCode.Failure, $"{verb}: {LibraryNames.InTable(OneLine(training.Message))}"),
        InvalidDataException => (ExitCode.Failure, $"{verb}: the compressed input is damaged or cut short ({exception.Message.TrimEnd('.')})."),
        IOException or UnauthorizedAccessException => (ExitCode.Failure, $"{verb}: {exception.Message}"),
        OutOfMemoryException => (ExitCode.Failure, $"{verb}: there is not enough memory.{LimitText.Advice(options)}"),
        AggregateException { InnerExceptions.Count: 1 } several => Of(several.InnerExceptions[0], verb, cancelled, options),
        _ => (ExitCode.Failure, $"{verb}: unexpected {exception.GetType().Name}: {OneLine(exception.Message)}{Environment.NewLine}"
            + "This is a defect, please report it; --debug shows where it happened."),
    };

    private static string FaultText(IReadOnlyList<BadRow> faults) => Lines([.. faults.Select(fault => $"{fault}.")]);

    private static string FirstLines(string text) => Lines(text.Split('\n', StringSplitOptions.TrimEntries));

    private static string Lines(string[] lines) => lines.Length <= MostFaults + 1
        ? string.Join(Environment.NewLine, lines)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(Environment.NewLine, lines.Take(MostFaults))}{Environment.NewLine}... and {lines.Length - MostFaults:N0} more faults.");

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
