using System.CommandLine;

namespace CrossSell.Tool;

/// <summary>Verbs of one subject, such as <c>crosssell propensity train</c>.</summary>
internal sealed class VerbGroup : Command
{
    public VerbGroup(string name, string description, params ReadOnlySpan<VerbCommand> verbs)
        : base(name, description)
    {
        Add(Help);
        foreach (VerbCommand verb in verbs)
        {
            Add(verb);
        }
    }

    public Option<bool> Help { get; } = CommonOptions.HelpFlag();
}
