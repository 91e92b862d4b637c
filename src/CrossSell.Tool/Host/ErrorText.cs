using System.Globalization;
using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>What a person is told about an exception, and the exit code that goes with it.</summary>
internal static class ErrorText
{
    /// <summary>One or two lines without a stack trace; empty when nothing needs to be said.</summary>
    public static (int ExitCode, string Text) Of(Exception exception, string verb, bool cancelled) => exception switch
    {
        UsageException => (ExitCode.Usage, $"{verb}: {exception.Message}{Environment.NewLine}Try '{verb} --help'."),
        OperationCanceledException when cancelled => (ExitCode.Failure, $"{verb}: stopped before the result was complete."),
        BrokenPipeException => (ExitCode.Failure, ""),
        MiningLimitException limit => (ExitCode.Failure, $"{verb}: {LimitText(limit)}"),
        PurchaseFormatException => (ExitCode.Failure, $"{verb}: {InOptions(exception.Message)}"),
        FailureException or ModelFormatException => (ExitCode.Failure, $"{verb}: {exception.Message}"),
        CatalogFormatException catalog => (ExitCode.Failure, $"{verb}: {CatalogText(catalog)}"),
        InvalidDataException => (ExitCode.Failure, $"{verb}: the compressed input is damaged or cut short ({exception.Message.TrimEnd('.')})."),
        IOException or UnauthorizedAccessException => (ExitCode.Failure, $"{verb}: {exception.Message}"),
        OutOfMemoryException => (ExitCode.Failure, $"{verb}: there is not enough memory. Raise --min-support, set --max-length, or read less."),
        AggregateException { InnerExceptions.Count: 1 } several => Of(several.InnerExceptions[0], verb, cancelled),
        _ => (ExitCode.Failure, $"{verb}: unexpected {exception.GetType().Name}: {OneLine(exception.Message)}{Environment.NewLine}"
            + "This is a defect, please report it; --debug shows where it happened."),
    };

    private static string LimitText(MiningLimitException limit)
    {
        string? option = limit.LimitName switch
        {
            nameof(MiningOptions.MaxItemsets) => "--max-itemsets",
            nameof(RuleOptions.MaxRules) => "--max-rules",
            _ => null,
        };
        return option is null
            ? "the run was stopped because it would take more than half of the memory. Raise --min-support, or set --max-length."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"the run was stopped because there are more than {limit.Limit:N0} {option["--max-".Length..]}. ")
                + $"Raise --min-support, set --max-length, or allow more by {option}.";
    }

    /// <summary>The library speaks of its properties; here they are options.</summary>
    private static string InOptions(string message)
    {
        (string Property, string Option)[] names =
        [
            ("set PurchaseColumns.", "say PurchaseColumns."),
            ("PurchaseColumns.Product", "--product-column"),
            ("PurchaseColumns.Customer", "--customer-column"),
            ("PurchaseColumns.Basket", "--basket-column"),
            ("PurchaseColumns.Time", "--time-column"),
            ("PurchaseColumns.Quantity", "--quantity-column"),
            ("PurchaseColumns.Revenue", "--revenue-column"),
            ("PurchaseColumns.HeldUntil", "--until-column"),
        ];
        foreach ((string property, string option) in names)
        {
            message = message.Replace(property, option, StringComparison.Ordinal);
        }

        return message;
    }

    private static string CatalogText(CatalogFormatException catalog) => catalog.Faults.Count switch
    {
        1 => $"{catalog.Faults[0]}.",
        2 => $"{catalog.Faults[0]}.{Environment.NewLine}{catalog.Faults[1]}.",
        var count => string.Create(CultureInfo.InvariantCulture, $"{catalog.Faults[0]}.{Environment.NewLine}{count - 1:N0} more faults follow."),
    };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
