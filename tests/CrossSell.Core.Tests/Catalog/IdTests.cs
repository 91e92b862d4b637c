namespace CrossSell.Tests;

public sealed class IdTests
{
    [Theory]
    [InlineData("7")]
    [InlineData("007")]
    [InlineData(" 7")]
    [InlineData("Ä\u0308")]
    [InlineData("\uD83D\uDE00")]
    public void An_id_keeps_its_exact_text(string text)
    {
        Assert.Equal(text, new ProductId(text).Value);
        Assert.Equal(text, new CustomerId(text).Value);
        Assert.Equal(text, new ProductId(text).ToString());
        Assert.Equal(text, new CustomerId(text).ToString());
    }

    [Fact]
    public void Ids_that_look_alike_are_different_ids()
    {
        string[] texts = ["7", "007", "7.0", "+7", " 7", "７", "ä", "a\u0308", "Ä", "A"];

        Assert.Equal(texts.Length, texts.Select(t => new ProductId(t)).Distinct().Count());
        Assert.Equal(texts.Length, texts.Select(t => new CustomerId(t)).Distinct().Count());
    }

    [Fact]
    public void Ids_of_the_same_text_are_equal()
    {
        Assert.Equal(new ProductId("Hausrat"), new ProductId(string.Concat("Haus", "rat")));
        Assert.Equal(new ProductId("x").GetHashCode(), new ProductId(new string('x', 1)).GetHashCode());
    }

    [Fact]
    public void The_default_id_has_no_text_and_equals_only_itself()
    {
        Assert.Equal("", default(ProductId).Value);
        Assert.Equal("", default(CustomerId).ToString());
        Assert.NotEqual(default, new ProductId("0"));
        Assert.NotEqual(default, new CustomerId("0"));
    }

    [Fact]
    public void An_id_without_text_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new ProductId(""));
        Assert.Throws<ArgumentException>(() => new CustomerId(""));
        Assert.Throws<ArgumentNullException>(() => new ProductId(null!));
        Assert.Throws<ArgumentNullException>(() => new CustomerId(null!));
    }
}
