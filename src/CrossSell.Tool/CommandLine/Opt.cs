using System.CommandLine;

namespace CrossSell.Tool;

/// <summary>Makes options. Their values stay text until <see cref="OptionReader"/> reads them, so that every message is ours.</summary>
internal static class Opt
{
    /// <summary>What the help calls the name of a file.</summary>
    public const string File = "FILE";

    public static Option<string> Text(string name, string valueName, string description, bool required = false) => new(name)
    {
        HelpName = valueName,
        Description = description,
        Required = required,
        Arity = ArgumentArity.ExactlyOne,
    };

    /// <summary>An option that names a file that is written.</summary>
    public static Option<string> Output(string name, string description, bool required = false) => new OutputOption(name)
    {
        HelpName = File,
        Description = description,
        Required = required,
        Arity = ArgumentArity.ExactlyOne,
    };

    /// <summary>An option that may stand several times, or be followed by several values.</summary>
    public static Option<string[]> Texts(string name, string valueName, string description) => new(name)
    {
        HelpName = valueName,
        Description = description,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    public static Option<bool> Flag(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };
}
