using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>What a person is told about an exception, and the exit code that goes with it.</summary>
internal static class ErrorText
{
    /// <summary>One or two lines without a stack trace; empty when nothing needs to be said.</summary>
    public static (int ExitCode, string Text) Of(Exception exception, string verb, bool cancelled) => exception switch
    {
        UsageException => (ExitCode.Usage, $"{verb}: {exception.Message}{Environment.NewLine}Try '{verb} --help'."),
        OperationCanceledException when cancelled => (ExitCode.Failure, $"{verb}: stopped; nothing was written to the output file."),
        BrokenPipeException => (ExitCode.Failure, ""),
        MiningLimitException limit => (ExitCode.Failure, $"{verb}: {LimitText(limit)}"),
        FailureException or PurchaseFormatException or ModelFormatException => (ExitCode.Failure, $"{verb}: {exception.Message}"),
        InvalidDataException => (ExitCode.Failure, $"{verb}: the compressed input is damaged or cut short ({exception.Message.TrimEnd('.')})."),
        IOException or UnauthorizedAccessException => (ExitCode.Failure, $"{verb}: {exception.Message}"),
        OutOfMemoryException => (ExitCode.Failure, $"{verb}: there is not enough memory. Raise --min-support, set --max-length, or read less."),
        AggregateException { InnerExceptions.Count: 1 } several => Of(several.InnerExceptions[0], verb, cancelled),
        _ => (ExitCode.Failure, $"{verb}: unexpected {exception.GetType().Name}: {OneLine(exception.Message)}{Environment.NewLine}"
            + "This is a defect, please report it; --debug shows where it happened."),
    };

    private static string LimitText(MiningLimitException limit) => limit.Message
        .Replace("MaxItemsets", "--max-itemsets", StringComparison.Ordinal)
        .Replace("MaxRules", "--max-rules", StringComparison.Ordinal)
        .Replace("MaxMemoryBytes", "the memory limit", StringComparison.Ordinal)
        .Replace("a maximum length", "--max-length", StringComparison.Ordinal)
        .Replace("the minimum support", "--min-support", StringComparison.Ordinal);

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
