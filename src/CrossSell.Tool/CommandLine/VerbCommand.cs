using System.CommandLine;

namespace CrossSell.Tool;

/// <summary>One verb of the tool: its options, its help, and what it does.</summary>
internal abstract class VerbCommand : Command
{
    protected VerbCommand(string name, string description)
        : base(name, description)
    {
    }

    /// <summary>Options that every verb has.</summary>
    public CommonOptions Common { get; } = new();

    /// <summary>What a person types before the options, such as <c>mine</c> or <c>propensity train</c>.</summary>
    public virtual string Path => Name;

    /// <summary>The options as the help groups them; every verb ends with the common ones.</summary>
    public abstract IReadOnlyList<OptionGroup> Groups { get; }

    /// <summary>The command line in one look, such as <c>--input FILE --min-support X [options]</c>.</summary>
    public abstract string Usage { get; }

    /// <summary>What the help says below the options: rules and examples.</summary>
    public abstract string Notes { get; }

    /// <summary>Does the work; what goes wrong comes out as an exception.</summary>
    public abstract Task RunAsync(OptionReader options, ToolHost host);

    /// <summary>Called by the constructor of each verb, when its options are made.</summary>
    protected void AddOptions()
    {
        foreach (Option option in Groups.SelectMany(group => group.Options))
        {
            Add(option);
        }
    }
}
