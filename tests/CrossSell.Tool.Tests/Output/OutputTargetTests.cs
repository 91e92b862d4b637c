namespace CrossSell.Tool.Tests.Output;

public sealed class OutputTargetTests
{
    [Fact]
    public void A_file_has_its_name_only_once_it_is_whole()
    {
        using var folder = new TempFolder();
        using (OutputTarget target = OutputTarget.Open(Host(), folder["out.csv"]))
        {
            target.Sink.Write("text");
            Assert.False(File.Exists(folder["out.csv"]));
            target.Commit();
        }

        Assert.Equal(["out.csv"], folder.Files());
        Assert.Equal("text", File.ReadAllText(folder["out.csv"]));
    }

    [Fact]
    public void An_output_that_is_given_up_leaves_what_was_there()
    {
        using var folder = new TempFolder();
        folder.Write("out.csv", "old");
        using (OutputTarget target = OutputTarget.Open(Host(), folder["out.csv"]))
        {
            target.Sink.Write("new");
        }

        Assert.Equal(["out.csv"], folder.Files());
        Assert.Equal("old", File.ReadAllText(folder["out.csv"]));
    }

    [Fact]
    public void What_was_there_is_replaced_as_a_whole()
    {
        using var folder = new TempFolder();
        folder.Write("out.csv", "a much longer text than the new one");
        using OutputTarget target = OutputTarget.Open(Host(), folder["out.csv"]);
        target.Sink.Write("new");
        target.Commit();
        Assert.Equal("new", File.ReadAllText(folder["out.csv"]));
    }

    [Fact]
    public void A_link_stays_a_link_and_its_file_is_written()
    {
        using var folder = new TempFolder();
        folder.Write("real.csv", "old");
        File.CreateSymbolicLink(folder["link.csv"], folder["real.csv"]);
        using OutputTarget target = OutputTarget.Open(Host(), folder["link.csv"]);
        target.Sink.Write("new");
        target.Commit();
        Assert.NotNull(new FileInfo(folder["link.csv"]).LinkTarget);
        Assert.Equal("new", File.ReadAllText(folder["real.csv"]));
    }

    [Fact]
    public void The_end_of_the_process_takes_half_written_files_away()
    {
        using var folder = new TempFolder();
        ToolHost host = Host();
        using OutputTarget target = OutputTarget.Open(host, folder["out.csv"]);
        Assert.Single(folder.Files());
        host.Temporaries.DeleteAll();
        Assert.Empty(folder.Files());
    }

    private static ToolHost Host() => new() { OpenInput = () => Stream.Null, OpenOutput = () => Stream.Null, Error = TextWriter.Null };
}
