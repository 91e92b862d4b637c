using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Tests;

public sealed class IdOrderTests
{
    private static readonly Gen<string> Ids = Gen.OneOf(
        Gen.Choose(0, 120).Select(i => $"{i}"),
        Gen.Elements("", "0", "00", "007", "7", "-7", "+7", "1e3", "10", "9", "99999999999999999999", "100000000000000000000", "٣", "１"),
        Gen.Elements('0', '1', '9', 'a', 'Z', 'ä', '\uE000', '\uFFFF').ArrayOf().Select(c => new string(c)),
        Gen.Elements("\uD83D\uDE00", "\uD800\uDC00", "\uDBFF\uDFFF", "\uFFFD", "a").ArrayOf().Select(string.Concat));

    private static int Compare(string a, string b) => Math.Sign(IdOrder.Compare(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b)));

    [Fact]
    public void Numbers_come_first_by_value_and_texts_after_them_by_code_point()
    {
        string[] ordered = ["0", "1", "9", "10", "99", "100", "123456789012345678901234567890", "", "+1", "-1", "00", "007", "1.5", "A", "Z", "a", "ä", "\uFFFD", "\uD83D\uDE00"];

        string[] sorted = [.. ordered.Reverse()];
        Array.Sort(sorted, Compare);

        Assert.Equal(ordered, sorted);
    }

    [Fact]
    public void The_order_is_the_one_that_its_definition_gives() =>
        Prop.ForAll(Gen.Two(Ids).Select(t => (t.Item1, t.Item2)).ToArbitrary(), t =>
            Compare(t.Item1, t.Item2) == Math.Sign(PlainIdOrder.Compare(t.Item1, t.Item2))).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void The_order_is_total() =>
        Prop.ForAll(Gen.Three(Ids).Select(t => (t.Item1, t.Item2, t.Item3)).ToArbitrary(), t =>
        {
            (string a, string b, string c) = t;
            bool antisymmetric = Compare(a, b) == -Compare(b, a);
            bool equalOnlyToItself = Compare(a, b) == 0 == string.Equals(a, b, StringComparison.Ordinal);
            bool transitive = Compare(a, b) > 0 || Compare(b, c) > 0 || Compare(a, c) <= 0;
            return antisymmetric && equalOnlyToItself && transitive;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
}
