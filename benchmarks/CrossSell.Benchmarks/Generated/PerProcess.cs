using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace CrossSell.Benchmarks.Generated;

/// <summary>What is dear to make and stays as it is, such as a market with its model: made once, though a class is set up for each of its benchmarks.</summary>
internal static class PerProcess
{
    private static readonly ConcurrentDictionary<string, object> s_made = new(StringComparer.Ordinal);

    /// <param name="make">Makes it.</param>
    /// <param name="file">The class it is made for, by its file.</param>
    public static T Of<T>(Func<T> make, [CallerFilePath] string file = "")
        where T : class => (T)s_made.GetOrAdd(file, _ => make());

    /// <summary>Checks and warms what takes long, the first time alone: its code stays compiled.</summary>
    /// <param name="check">What is done.</param>
    /// <param name="file">The class it is done for, by its file.</param>
    public static void Once(Action check, [CallerFilePath] string file = "")
    {
        if (s_made.TryAdd($"{file}, checked", file))
        {
            check();
        }
    }
}
