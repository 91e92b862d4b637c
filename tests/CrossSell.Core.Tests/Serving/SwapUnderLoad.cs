using System.Globalization;

namespace CrossSell.Core.Tests.Serving;

/// <summary>Serves on two threads while models are swapped, and counts answers that do not come from one model alone.</summary>
internal static class SwapUnderLoad
{
    private const int LeastAnswers = 20_000;

    /// <summary>How long a busy machine is waited for until the versions were served once.</summary>
    private const double MostSeconds = 60;

    /// <summary>How much longer than asked for a load may last at all.</summary>
    private const double LongestDelay = 2 * MostSeconds;

    /// <summary>How many seconds the load lasts at least; CROSSSELL_SWAP_SECONDS=60 makes it the minute of a release.</summary>
    private static double Seconds => double.TryParse(Environment.GetEnvironmentVariable("CROSSSELL_SWAP_SECONDS"), CultureInfo.InvariantCulture, out double seconds) ? seconds : 0;

    /// <summary>Runs the load.</summary>
    /// <param name="serve">Answers for a customer into a span and returns how many offers there are.</param>
    /// <param name="swap">Puts version 0, 1, 2, ... in place, by its number.</param>
    /// <param name="leastSwaps">How many at least.</param>
    /// <param name="leastVersions">How many versions are to be served before the load ends; null for all.</param>
    /// <returns>Answers in all, answers of more than one version or of none, and how many versions were seen.</returns>
    /// <exception cref="TimeoutException">The load does not come to its end.</exception>
    public static (int Answers, int Torn, int Versions) Run(Func<CustomerId, ScoredProduct[], int> serve, Action<int> swap, int leastSwaps = 300, int? leastVersions = null)
    {
        using var stop = new CancellationTokenSource();
        CustomerId[] customers = [.. Enumerable.Range(0, 50).Select(c => new CustomerId(VersionedModels.Name(c)))];
        var seen = new bool[VersionedModels.Count];
        int answers = 0;
        int torn = 0;

        // Threads of their own: those of the pool may all be waiting for other tests.
        Task[] servers = [.. Enumerable.Range(0, 2).Select(_ => Task.Factory.StartNew(Serve, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        long begun = TimeProvider.System.GetTimestamp();
        int swaps = 0;
        while (swaps < leastSwaps || Volatile.Read(ref answers) < LeastAnswers || Elapsed() < Seconds || (seen.Count(one => one) < (leastVersions ?? VersionedModels.Count) && Elapsed() < MostSeconds))
        {
            swap(swaps++ % VersionedModels.Count);
            if (servers.Any(server => server.IsFaulted) || Elapsed() > Seconds + LongestDelay)
            {
                break;
            }
        }

        stop.Cancel();
        if (!Task.WaitAll(servers, TimeSpan.FromSeconds(MostSeconds)) || swaps < leastSwaps || answers < LeastAnswers)
        {
            throw new TimeoutException($"{swaps} swaps and {answers} answers in {Elapsed():0} seconds; {servers.Count(server => !server.IsCompleted)} of {servers.Length} servers do not come back from their last request.");
        }

        return (answers, torn, seen.Count(one => one));

        double Elapsed() => TimeProvider.System.GetElapsedTime(begun).TotalSeconds;

        void Serve()
        {
            var best = new ScoredProduct[8];
            for (int c = 0; !stop.IsCancellationRequested; c = (c + 1) % customers.Length)
            {
                int found = serve(customers[c], best);
                int version = VersionedModels.VersionOf(best[0].Score);
                bool whole = found == best.Length && version >= 0 && best.All(offer => VersionedModels.VersionOf(offer.Score) == version);
                Interlocked.Increment(ref answers);
                if (!whole)
                {
                    Interlocked.Increment(ref torn);
                }
                else
                {
                    seen[version] = true;
                }
            }
        }
    }
}
