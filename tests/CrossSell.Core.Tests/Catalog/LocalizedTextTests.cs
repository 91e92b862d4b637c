using System.Globalization;

namespace CrossSell.Tests;

public sealed class LocalizedTextTests
{
    private static readonly LocalizedText Household = new LocalizedText("Household").With("de", "Hausrat").With("de-AT", "Haushalt");

    [Theory]
    [InlineData("de", "Hausrat")]
    [InlineData("de-DE", "Hausrat")]
    [InlineData("de-CH", "Hausrat")]
    [InlineData("de-AT", "Haushalt")]
    [InlineData("en", "Household")]
    [InlineData("fr-FR", "Household")]
    [InlineData("", "Household")]
    public void A_reader_gets_his_own_text_else_his_languages_else_the_default(string culture, string expected)
    {
        Assert.Equal(expected, Household.For(CultureInfo.GetCultureInfo(culture)));
    }

    [Fact]
    public void The_case_of_a_language_code_does_not_matter()
    {
        LocalizedText text = new LocalizedText("a").With("DE", "b").With("de", "c");

        Assert.Equal("c", text.For(CultureInfo.GetCultureInfo("de")));
        Assert.Single(text.Languages);
    }

    [Fact]
    public void Adding_a_translation_leaves_the_old_text_as_it_was()
    {
        var text = new LocalizedText("a");

        _ = text.With("de", "b");

        Assert.Empty(text.Languages);
        Assert.Equal("a", text.For(CultureInfo.GetCultureInfo("de")));
    }

    [Fact]
    public void Languages_stand_in_ordinal_order()
    {
        Assert.Equal(["de", "en", "fr"], new LocalizedText("x").With("fr", "1").With("de", "2").With("en", "3").Languages);
    }

    [Fact]
    public void Equality_is_by_texts_and_not_by_the_order_or_case_of_languages()
    {
        LocalizedText left = new LocalizedText("x").With("de", "1").With("en", "2");
        LocalizedText right = new LocalizedText("x").With("EN", "2").With("DE", "1");

        Assert.Equal(left, right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Assert.NotEqual(left, right.With("de", "other"));
        Assert.NotEqual(left, right.With("fr", "1"));
        Assert.NotEqual(left, new LocalizedText("x").With("de", "1").With("fr", "2"));
        Assert.NotEqual(left, new LocalizedText("y").With("de", "1").With("en", "2"));
        Assert.False(left.Equals(null));
    }

    [Fact]
    public void Texts_and_languages_that_are_missing_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new LocalizedText(null!));
        Assert.Throws<ArgumentException>(() => Household.With(" ", "x"));
        Assert.Throws<ArgumentNullException>(() => Household.With(null!, "x"));
        Assert.Throws<ArgumentNullException>(() => Household.With("de", null!));
        Assert.Throws<ArgumentNullException>(() => Household.For(null!));
    }
}
