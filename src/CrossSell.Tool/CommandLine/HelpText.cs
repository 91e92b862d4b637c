using System.CommandLine;
using System.Text;

namespace CrossSell.Tool;

/// <summary>The help of the tool and of each verb, as plain text of at most 100 columns whatever the terminal.</summary>
internal static class HelpText
{
    private const int Width = 100;
    private const int Indent = 2;
    private const int ValueColumn = 30;

    public static string Of(RootCommand root)
    {
        var text = new StringBuilder();
        text.Append(root.Description).Append("\n\n");
        text.Append("Usage:\n  crosssell VERB [options]\n\nVerbs:\n");
        foreach (Command verb in root.Subcommands)
        {
            AppendRow(text, verb.Name, verb.Description ?? "");
        }

        text.Append("\nOptions:\n");
        foreach (Option option in root.Options)
        {
            AppendRow(text, Label(option), option.Description ?? "");
        }

        text.Append(
            """

            'crosssell VERB --help' tells the options of a verb.
            Results go to --output or to standard output, everything else to standard error.
            Exit codes: 0 done, 1 failed or stopped, 2 wrong command line, 3 'ledger check' refused.

            """.ReplaceLineEndings("\n"));
        return text.ToString();
    }

    public static string Of(VerbGroup group)
    {
        var text = new StringBuilder();
        text.Append(group.Description).Append("\n\nUsage:\n  crosssell ").Append(group.Name).Append(" VERB [options]\n\nVerbs:\n");
        foreach (Command verb in group.Subcommands)
        {
            AppendRow(text, verb.Name, verb.Description ?? "");
        }

        return text.Append("\n'crosssell ").Append(group.Name).Append(" VERB --help' tells the options of a verb.\n").ToString();
    }

    public static string Of(VerbCommand verb)
    {
        var text = new StringBuilder();
        text.Append(verb.Description).Append("\n\nUsage:\n  crosssell ");
        text.Append(verb.Path).Append(' ').Append(verb.Usage.ReplaceLineEndings("\n")).Append('\n');
        foreach (OptionGroup group in verb.Groups)
        {
            text.Append('\n').Append(group.Title).Append(":\n");
            foreach (Option option in group.Options)
            {
                AppendRow(text, Label(option), option.Required ? $"{option.Description} Required." : option.Description ?? "");
            }
        }

        return text.Append('\n').Append(verb.Notes.ReplaceLineEndings("\n").TrimEnd('\n')).Append('\n').ToString();
    }

    private static string Label(Option option)
    {
        string names = string.Join(", ", option.Aliases.Where(alias => alias != "-?").Append(option.Name).OrderBy(name => name.Length));
        return option.HelpName is null ? names : $"{names} {option.HelpName}";
    }

    private static void AppendRow(StringBuilder text, string label, string description)
    {
        text.Append(' ', Indent).Append(label);
        int column = Indent + label.Length;
        if (column + 2 > ValueColumn)
        {
            text.Append('\n');
            column = 0;
        }

        text.Append(' ', ValueColumn - column);
        column = ValueColumn;
        bool first = true;
        foreach (string word in description.Split(' '))
        {
            if (!first && column + 1 + word.Length > Width)
            {
                text.Append('\n').Append(' ', ValueColumn);
                column = ValueColumn;
                first = true;
            }

            text.Append(first ? "" : " ").Append(word);
            column += word.Length + (first ? 0 : 1);
            first = false;
        }

        text.Append('\n');
    }
}
