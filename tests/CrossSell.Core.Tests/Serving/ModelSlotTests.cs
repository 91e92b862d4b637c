using CrossSell.Testing;

namespace CrossSell.Core.Tests.Serving;

public sealed class ModelSlotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crosssell").FullName;

    private string File => Path.Combine(_folder, "live.model");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_answer_under_load_comes_from_one_version_alone_while_models_are_swapped()
    {
        CrossSellModel[] versions = [.. Enumerable.Range(0, VersionedModels.Count).Select(VersionedModels.Make)];
        var slot = new ModelSlot(versions[0]);

        (int answers, int torn, int seen) = SwapUnderLoad.Run((customer, best) => slot.Current.Recommend(customer, best), version => slot.Swap(versions[version]));

        Assert.Equal(0, torn);
        Assert.Equal(VersionedModels.Count, seen);
        Assert.True(answers >= 20_000);
    }

    [Fact]
    public void Answers_under_load_stay_whole_while_another_writer_saves_files_that_are_reloaded()
    {
        CrossSellModel[] versions = [.. Enumerable.Range(0, VersionedModels.Count).Select(VersionedModels.Unbound)];
        versions[0].Save(File);
        var slot = ModelSlot.Open(File, model => model.Bind(VersionedModels.Desk));

        (_, int torn, int seen) = SwapUnderLoad.Run((customer, best) => slot.Current.Recommend(customer, best), version =>
        {
            versions[version].Save(File);
            Assert.Equal(version != 0 || slot.Swaps > 0, slot.ReloadAsync().GetAwaiter().GetResult());
        }, leastSwaps: 30);

        Assert.Equal(0, torn);
        Assert.Equal(VersionedModels.Count, seen);
    }

    [Fact]
    public void Mapped_files_are_swapped_under_load_and_unmapped_behind_the_last_request()
    {
        CrossSellModel[] versions = [.. Enumerable.Range(0, VersionedModels.Count).Select(VersionedModels.Unbound)];
        versions[0].Save(File);
        var slot = ModelSlot.Open(File, model => model.Bind(VersionedModels.Desk), CrossSellModel.Map);

        // What is no longer current is collected at once: a request that still used it would read unmapped memory.
        (_, int torn, int seen) = SwapUnderLoad.Run((customer, best) => slot.Current.Recommend(customer, best), version =>
        {
            versions[version].Save(File);
            slot.ReloadAsync().GetAwaiter().GetResult();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }, leastSwaps: 30);

        Assert.Equal(0, torn);
        Assert.Equal(VersionedModels.Count, seen);
    }

    [Fact]
    public void A_request_that_asks_the_slot_twice_is_found_out()
    {
        CrossSellModel[] versions = [.. Enumerable.Range(0, VersionedModels.Count).Select(VersionedModels.Make)];
        var slot = new ModelSlot(versions[0]);

        (int answers, int torn, _) = SwapUnderLoad.Run(
            (customer, best) =>
            {
                // Known to be bad: the second half of the answer is asked of whatever is current by then.
                int found = slot.Current.Recommend(customer, best);
                slot.Swap(versions[VersionedModels.VersionOf(best[0].Score) == 0 ? 1 : 0]);
                var other = new ScoredProduct[best.Length];
                slot.Current.Recommend(customer, other);
                other.AsSpan(4).CopyTo(best.AsSpan(4));
                return found;
            },
            _ => { },
            leastVersions: 1);

        Assert.True(torn > answers / 10, $"{torn} of {answers}");
    }

    [Fact]
    public async Task A_file_is_loaded_again_only_when_it_holds_another_model()
    {
        VersionedModels.Unbound(0).Save(File);
        var slot = ModelSlot.Open(File, model => model.Bind(VersionedModels.Desk));
        CrossSellModel first = slot.Current;

        Assert.False(await slot.ReloadAsync());
        VersionedModels.Unbound(0).Save(File);
        Assert.False(await slot.ReloadAsync());
        VersionedModels.Unbound(1).Save(File);
        Assert.True(await slot.ReloadAsync());

        Assert.NotSame(first, slot.Current);
        Assert.Equal(1, VersionedModels.VersionOf(slot.Current.Recommend(new CustomerId("C1"), 1)[0].Score));
        Assert.Equal(0, VersionedModels.VersionOf(first.Recommend(new CustomerId("C1"), 1)[0].Score));
        Assert.Equal(1, slot.Swaps);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_changes_nothing()
    {
        VersionedModels.Unbound(0).Save(File);
        var slot = ModelSlot.Open(File);
        CrossSellModel first = slot.Current;
        byte[] good = System.IO.File.ReadAllBytes(File);

        System.IO.File.WriteAllBytes(File, good[..40]);
        await Assert.ThrowsAsync<ModelFormatException>(() => slot.ReloadAsync());
        System.IO.File.Delete(File);
        await Assert.ThrowsAsync<FileNotFoundException>(() => slot.ReloadAsync());

        Assert.Same(first, slot.Current);
        VersionedModels.Unbound(2).Save(File);
        Assert.True(await slot.ReloadAsync());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Damage_behind_the_head_of_the_model_that_is_served_is_told_at_each_look_until_it_is_mended(bool cut)
    {
        VersionedModels.Unbound(0).Save(File);
        var slot = ModelSlot.Open(File);
        CrossSellModel first = slot.Current;
        byte[] good = System.IO.File.ReadAllBytes(File);
        byte[] bad = cut ? good[..1_000] : [.. good];
        bad[^1] ^= (byte)(cut ? 0 : 1);

        Write(bad, TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<ModelFormatException>(() => slot.ReloadAsync());
        await Assert.ThrowsAsync<ModelFormatException>(() => slot.ReloadAsync());
        Assert.All(await Looks(slot, 2), look => Assert.IsType<ModelFormatException>(look.Problem));
        Write(good, TimeSpan.FromSeconds(2));

        Assert.All(await Looks(slot, 2), look => Assert.Equal(new ModelReload(false, null), look));
        Assert.Same(first, slot.Current);
        Assert.Equal(0, slot.Swaps);
    }

    [Fact]
    public async Task A_file_saved_again_as_it_was_is_read_once_more_and_bound_to_nobody()
    {
        VersionedModels.Unbound(0).Save(File);
        int loaded = 0;
        int bound = 0;
        var slot = ModelSlot.Open(File, model => Counted(model, ref bound), path => Counted(CrossSellModel.Load(path), ref loaded));

        Assert.False(await slot.ReloadAsync());
        Assert.Equal(1, loaded);
        Write(System.IO.File.ReadAllBytes(File), TimeSpan.FromSeconds(1));
        Assert.False(await slot.ReloadAsync());
        Assert.False(await slot.ReloadAsync());

        Assert.Equal((2, 1, 0L), (loaded, bound, slot.Swaps));
    }

    [Fact]
    public async Task A_watch_follows_what_is_saved_tells_of_faults_and_ends_when_it_is_cancelled()
    {
        VersionedModels.Unbound(0).Save(File);
        bool refuse = false;
        var slot = ModelSlot.Open(File, model => refuse ? throw new InvalidOperationException("not this one") : model);
        var clock = new ManualClock();
        using var stop = new CancellationTokenSource();
        var told = System.Threading.Channels.Channel.CreateUnbounded<ModelReload>();
        Task watch = slot.WatchAsync(TimeSpan.FromMinutes(1), clock, seen => Assert.True(told.Writer.TryWrite(seen)), stop.Token);

        Assert.Equal(new ModelReload(false, null), await Next());
        VersionedModels.Unbound(1).Save(File);
        Assert.Equal(new ModelReload(true, null), await Next());
        System.IO.File.WriteAllText(File, "something else altogether, longer than the header of a model is");
        Assert.IsType<ModelFormatException>((await Next()).Problem);
        VersionedModels.Unbound(2).Save(File);
        refuse = true;
        Assert.IsType<InvalidOperationException>((await Next()).Problem);
        refuse = false;
        Assert.Equal(new ModelReload(true, null), await Next());

        await stop.CancelAsync();
        await watch;
        Assert.Equal(2, slot.Swaps);

        async Task<ModelReload> Next()
        {
            await UntilTold(told.Reader, 1, clock, watch);
            ModelReload last = await told.Reader.ReadAsync();
            while (told.Reader.TryRead(out ModelReload? later) && last is { IsNew: false, Problem: null })
            {
                last = later;
            }

            return last;
        }
    }

    [Fact]
    public async Task A_watch_whose_clock_fails_ends_instead_of_looking_without_a_pause()
    {
        VersionedModels.Unbound(0).Save(File);

        await Assert.ThrowsAsync<NotSupportedException>(() => ModelSlot.Open(File).WatchAsync(TimeSpan.FromMinutes(1), new NoTimers(), told: null, default));
    }

    [Fact]
    public async Task A_slot_without_a_file_says_so_and_null_is_no_model()
    {
        var slot = new ModelSlot(VersionedModels.Make(0));

        Assert.Contains("ModelSlot.Open", (await Assert.ThrowsAsync<InvalidOperationException>(() => slot.ReloadAsync())).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => slot.WatchAsync(TimeSpan.FromMinutes(1), TimeProvider.System, null, default));
        Assert.Throws<ArgumentNullException>(() => slot.Swap(null!));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => slot.WatchAsync(TimeSpan.Zero, TimeProvider.System, null, default));
    }

    // At a time of its own, however coarse those of the file system are.
    private void Write(byte[] content, TimeSpan later)
    {
        System.IO.File.WriteAllBytes(File, content);
        System.IO.File.SetLastWriteTimeUtc(File, System.IO.File.GetLastWriteTimeUtc(File) + later);
    }

    private static async Task<IReadOnlyList<ModelReload>> Looks(ModelSlot slot, int count)
    {
        var clock = new ManualClock();
        using var stop = new CancellationTokenSource();
        var told = System.Threading.Channels.Channel.CreateUnbounded<ModelReload>();
        Task watch = slot.WatchAsync(TimeSpan.FromMinutes(1), clock, seen => Assert.True(told.Writer.TryWrite(seen)), stop.Token);
        await UntilTold(told.Reader, count, clock, watch);
        await stop.CancelAsync();
        await watch;
        var looks = new List<ModelReload>();
        while (told.Reader.TryRead(out ModelReload? look))
        {
            looks.Add(look);
        }

        return looks;
    }

    // The watch sets its next timer some time after it told; a watch that has ended never will.
    private static async Task UntilTold(System.Threading.Channels.ChannelReader<ModelReload> told, int count, ManualClock clock, Task watch)
    {
        while (told.Count < count)
        {
            if (watch.IsCompleted)
            {
                await watch;
                Assert.Fail("The watch has ended.");
            }

            clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(1);
        }
    }

    private static CrossSellModel Counted(CrossSellModel model, ref int count)
    {
        count++;
        return model;
    }

    private sealed class NoTimers : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();
    }
}
