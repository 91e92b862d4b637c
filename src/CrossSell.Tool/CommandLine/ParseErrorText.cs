using System.CommandLine;
using System.CommandLine.Parsing;

namespace CrossSell.Tool;

/// <summary>What is wrong with a command line, in one sentence that says what to do.</summary>
internal static class ParseErrorText
{
    /// <summary>The most important of the parser's findings: what is unknown before what is missing; null when nothing is wrong.</summary>
    /// <param name="result">What the parser found.</param>
    /// <param name="root">All verbs.</param>
    /// <param name="args">The command line as typed.</param>
    public static string? Of(ParseResult result, RootCommand root, IReadOnlyList<string> args)
    {
        if (Swallowed(result, args) is { } option)
        {
            return Unknown(option, result.CommandResult.Command, root);
        }

        if (result.Errors.Count == 0)
        {
            return null;
        }

        if (result.UnmatchedTokens is [string unknown, ..])
        {
            return Unknown(unknown, result.CommandResult.Command, root);
        }

        string[] missing = [.. Missing(result)];
        return missing.Length > 0 ? $"{string.Join(" and ", missing)} {(missing.Length == 1 ? "is" : "are")} missing." : result.Errors[0].Message;
    }

    // The parser gives a name that it does not know to the option before it. A value that does begin so is written --option=--value.
    private static string? Swallowed(ParseResult result, IReadOnlyList<string> args) => result.CommandResult.Children.OfType<OptionResult>()
        .SelectMany(option => option.Tokens)
        .Select(token => token.Value)
        .FirstOrDefault(value => value is ['-', '-', >= 'a' and <= 'z', ..] && args.Contains(value, StringComparer.Ordinal));

    private static string Unknown(string token, Command command, RootCommand root)
    {
        bool isOption = token.StartsWith('-') && token.Length > 1;
        if (command is not VerbCommand && !isOption)
        {
            Command parent = command is VerbGroup ? command : root;
            return $"there is no verb '{token}'; expected {string.Join(", ", parent.Subcommands.Select(verb => verb.Name))}.";
        }

        if (!isOption)
        {
            return $"'{token}' does not belong to any option; every value follows the name of its option.";
        }

        string? near = Nearest.To(token, command.Options.Select(option => option.Name));
        return near is null ? $"there is no option '{token}'." : $"there is no option '{token}'; did you mean {near}?";
    }

    private static IEnumerable<string> Missing(ParseResult result) =>
        from option in result.CommandResult.Command.Options
        where option.Required && result.GetResult(option) is null or { Implicit: true }
        select option.Name;
}
