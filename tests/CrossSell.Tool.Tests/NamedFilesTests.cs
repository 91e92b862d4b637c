using System.CommandLine;

namespace CrossSell.Tool.Tests;

/// <summary>No verb writes to a file that it reads, whichever options name them, and none writes a file twice.</summary>
public sealed class NamedFilesTests
{
    public static TheoryData<string> Verbs => [.. AllVerbs().Select(verb => verb.Path)];

    [Theory, MemberData(nameof(Verbs))]
    public void What_a_verb_reads_it_does_not_write(string path)
    {
        VerbCommand verb = AllVerbs().Single(verb => verb.Path == path);
        foreach (OutputOption output in verb.Options.OfType<OutputOption>())
        {
            foreach (Option input in verb.Options.Where(option => option is not OutputOption && option.HelpName == Opt.File))
            {
                Assert.Contains("'a.csv' is also an input", Refused(verb, output.Name, "a.csv", input.Name, "./a.csv"), StringComparison.Ordinal);
            }

            foreach (string file in verb.Options.Any(option => option.Name == "--ledger") ? (string[])["l.db", "l.db-wal", "l.db-shm"] : [])
            {
                Assert.Contains($"'{file}' is also an input", Refused(verb, "--ledger", "sqlite:l.db", output.Name, file), StringComparison.Ordinal);
            }

            foreach (OutputOption other in verb.Options.OfType<OutputOption>().Where(other => other != output))
            {
                Assert.Contains($"{other.Name} and {output.Name} are both 'x/../a.csv'", Refused(verb, other.Name, "a.csv", output.Name, "x/../a.csv"), StringComparison.Ordinal);
            }
        }
    }

    [Theory, MemberData(nameof(Verbs))]
    public void Whatever_says_where_something_goes_is_known_to_be_written(string path)
    {
        VerbCommand verb = AllVerbs().Single(verb => verb.Path == path);

        Assert.All(verb.Options.Where(option => option.HelpName == Opt.File), option => Assert.Equal(
            option.Description!.StartsWith("Where ", StringComparison.Ordinal) || option.Description.StartsWith("Write ", StringComparison.Ordinal) || option.Name == "--write-mps",
            option is OutputOption));
    }

    [Fact]
    public void Other_files_pipes_and_devices_are_no_clash()
    {
        VerbCommand verb = AllVerbs().Single(verb => verb.Path == "recommend");

        Assert.Null(Refused(verb, "--purchases", "-", "--output", "-"));
        Assert.Null(Refused(verb, "--output", "/dev/null", "--purchases", "/dev/null"));
        Assert.Null(Refused(verb, "--purchases", "a.csv", "--output", "b.csv", "--explain", "c.csv", "--ledger", "postgres:Host=a.csv"));
    }

    private static string? Refused(VerbCommand verb, params string[] options)
    {
        RootCommand root = Commands.CreateRoot(out _, out _);
        ParseResult result = root.Parse([.. verb.Path.Split(' '), .. options], new ParserConfiguration { EnablePosixBundling = false });
        try
        {
            NamedFiles.Of(new OptionReader(result));
            return null;
        }
        catch (UsageException refused)
        {
            return refused.Message;
        }
    }

    private static IEnumerable<VerbCommand> AllVerbs() =>
        Commands.CreateRoot(out _, out _).Subcommands.SelectMany(command => command is VerbCommand verb ? [verb] : command.Subcommands.OfType<VerbCommand>());
}
