using CrossSell.Testing.Chance;

namespace CrossSell.Testing.Tests.Chance;

public sealed class ChanceTests
{
    private static readonly StreamName s_name = new("test");

    [Fact]
    public void Exp_and_logistic_agree_with_the_library_to_a_few_units_in_the_last_place()
    {
        for (double x = -40; x <= 40; x += 0.0137)
        {
            Assert.Equal(1, StableMath.Exp(x) / Math.Exp(x), 1e-15);
            Assert.Equal(1, StableMath.Logistic(x) * (1 + Math.Exp(-x)), 1e-15);
        }

        Assert.Equal(1, StableMath.Exp(0));
        Assert.InRange(StableMath.Logistic(-1e9), 0, 1e-300);
        Assert.Equal(1, StableMath.Logistic(1e9));
    }

    [Fact]
    public void The_same_key_gives_the_same_stream_and_any_other_key_another()
    {
        ulong first = new SeededStream(1, s_name, 2, 3).NextBits();
        Assert.Equal(first, new SeededStream(1, new StreamName("test"), 2, 3).NextBits());
        Assert.NotEqual(first, new SeededStream(2, s_name, 2, 3).NextBits());
        Assert.NotEqual(first, new SeededStream(1, new StreamName("tesu"), 2, 3).NextBits());
        Assert.NotEqual(first, new SeededStream(1, s_name, 3, 3).NextBits());
        Assert.NotEqual(first, new SeededStream(1, s_name, 2, 4).NextBits());
    }

    [Fact]
    public void First_draws_of_neighbouring_keys_are_uniform_and_uncorrelated()
    {
        // Customers use only the first few draws of each stream: these must be good over the numbers, not only along one stream.
        const int N = 100_000;
        int[] cells = new int[100];
        double product = 0;
        double last = 0.5;
        for (int number = 0; number < N; number++)
        {
            double share = new SeededStream(1, s_name, number).NextShare();
            cells[(int)(share * 100)]++;
            product += (share - 0.5) * (last - 0.5);
            last = share;
        }

        double chiSquare = cells.Sum(c => (c - (N / 100.0)) * (c - (N / 100.0)) / (N / 100.0));
        Assert.InRange(chiSquare, 50, 160); // 99 degrees of freedom
        Assert.InRange(product / N * 12, -4 / Math.Sqrt(N), 4 / Math.Sqrt(N));
    }

    [Fact]
    public void Bounded_draws_stay_below_their_bound_and_reach_every_number()
    {
        SeededStream stream = new(5, s_name, 0);
        int[] seen = new int[7];
        for (int i = 0; i < 7_000; i++)
        {
            seen[stream.NextBelow(7)]++;
        }

        Assert.All(seen, n => Assert.InRange(n, 850, 1_150));
        Assert.Equal(0, stream.NextBelow(1));
    }

    [Fact]
    public void Weights_are_hit_as_often_as_they_weigh()
    {
        SeededStream stream = new(5, s_name, 1);
        int[] seen = new int[4];
        for (int i = 0; i < 10_000; i++)
        {
            seen[stream.NextIndex([10, 0, 60, 30])]++;
        }

        Assert.InRange(seen[0], 880, 1_120);
        Assert.Equal(0, seen[1]);
        Assert.InRange(seen[2], 5_800, 6_200);
    }
}
