using System.CommandLine;

namespace CrossSell.Tool;

/// <summary>Options of every verb.</summary>
internal sealed class CommonOptions
{
    public Option<bool> Quiet { get; } = Opt.Flag("--quiet", "Say nothing but errors: no progress, no warnings, no summary.");

    public Option<bool> Verbose { get; } = Opt.Flag(
        "--verbose", "Say more on standard error: how the input was understood, and how long each step took.");

    public Option<bool> Debug { get; } = Opt.Flag("--debug", "Show the stack trace with an error, for a report of a defect.");

    public Option<bool> Help { get; } = HelpFlag();

    public OptionGroup Group => new("Common options", [Quiet, Verbose, Debug, Help]);

    public static Option<bool> HelpFlag()
    {
        Option<bool> help = Opt.Flag("--help", "Show this help.");
        help.Aliases.Add("-h");
        help.Aliases.Add("-?");
        return help;
    }
}
