namespace CrossSell.Core.Tests.Persistence;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atomic").FullName;

    private string File => Path.Combine(_folder, "model");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Threads_that_write_one_file_leave_the_whole_of_one_of_them()
    {
        byte[][] contents = [.. Enumerable.Range(0, 60).Select(i => Enumerable.Repeat((byte)i, 10_000 + i).ToArray())];
        using var start = new Barrier(6);
        Exception?[] failures = new Exception?[6];
        Thread[] writers = [.. Enumerable.Range(0, 6).Select(writer => new Thread(() => failures[writer] = Record.Exception(() =>
        {
            start.SignalAndWait();
            for (int i = writer; i < contents.Length; i += 6)
            {
                AtomicFile.Write(File, contents[i]);
                byte[] read = System.IO.File.ReadAllBytes(File);
                Assert.Equal(contents[read[0]], read);
            }
        })))];
        Array.ForEach(writers, writer => writer.Start());
        Array.ForEach(writers, writer => writer.Join());
        Assert.All(failures, Assert.Null);
        Assert.Equal([File], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Who_fails_leaves_the_file_and_the_work_of_another_who_is_still_writing()
    {
        AtomicFile.Write(File, [1]);
        await AtomicFile.WriteAsync(File, async outer =>
        {
            await outer.WriteAsync(new byte[] { 2 });
            Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(File, inner =>
            {
                inner.WriteByte(3);
                throw new InvalidOperationException();
            }));
            Assert.Equal([1], System.IO.File.ReadAllBytes(File));
        });

        Assert.Equal([2], System.IO.File.ReadAllBytes(File));
        Assert.Equal([File], Directory.GetFiles(_folder));
    }

    [Fact]
    public void What_a_killed_process_left_behind_is_stepped_over()
    {
        // Whatever the next numbers are: all of some hundred are taken.
        AtomicFile.Write(File, stream => { });
        string[] taken = [.. Enumerable.Range(1, 2_000).Select(number => $"{File}.{Environment.ProcessId}.{number}.tmp")];
        foreach (string name in taken)
        {
            System.IO.File.WriteAllBytes(name, [7]);
        }

        AtomicFile.Write(File, [5]);

        Assert.Equal([5], System.IO.File.ReadAllBytes(File));
        Assert.All(taken, name => Assert.Equal([7], System.IO.File.ReadAllBytes(name)));
    }

    [Fact]
    public void A_place_that_is_not_there_is_refused()
    {
        Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(Path.Combine(_folder, "none", "model"), [1]));
        Assert.Throws<ArgumentException>(() => AtomicFile.Write("", [1]));
    }
}
