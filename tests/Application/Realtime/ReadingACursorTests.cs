using System.Globalization;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Discussions;

namespace Xtablo.Application.Tests.Realtime;

public class ReadingACursorTests
{
    [Theory]
    [InlineData("k3x9q0za.0", 0)]
    [InlineData("k3x9q0za.1", 1)]
    [InlineData("k3x9q0za.10", 10)]
    [InlineData("k3x9q0za.9223372036854775807", long.MaxValue)]
    public void A_cursor_is_an_epoch_and_a_sequence(string text, long sequence)
    {
        Assert.True(Cursor.TryParse(text, out var cursor));

        Assert.Equal(new Cursor(new Epoch("k3x9q0za"), sequence), cursor);
    }

    [Theory]
    [InlineData("k3x9q0za.0")]
    [InlineData("00000000.42")]
    [InlineData("zzzzzzzz.9223372036854775807")]
    public void It_is_written_as_it_is_read(string text)
    {
        Assert.True(Cursor.TryParse(text, out var cursor));

        Assert.Equal(text, cursor.ToString());
    }

    [Fact]
    public void It_is_written_alike_in_every_language()
    {
        var before = CultureInfo.CurrentCulture;
        var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NegativeSign = "minus ";
        CultureInfo.CurrentCulture = odd;
        try
        {
            Assert.Equal("k3x9q0za.-1", new Cursor(new Epoch("k3x9q0za"), -1).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("12")]
    [InlineData(".")]
    [InlineData("k3x9q0za")]
    [InlineData("k3x9q0za.")]
    [InlineData(".12")]
    [InlineData("k3x9q0za12")]
    [InlineData("k3x9q0za-12")]
    [InlineData("k3x9q0za.12.13")]
    [InlineData("k3x9q0z.12")]
    [InlineData("k3x9q0zab.12")]
    public void One_without_its_two_parts_is_none(string? text) => Assert.False(Cursor.TryParse(text, out _));

    [Theory]
    [InlineData("K3X9Q0ZA.12")]
    [InlineData("k3x9q0zA.12")]
    [InlineData("k3x9_0za.12")]
    [InlineData("k3x9é0za.12")]
    public void One_with_another_epoch_than_digits_and_small_letters_is_none(string text) => Assert.False(Cursor.TryParse(text, out _));

    [Theory]
    [InlineData("k3x9q0za.01")]
    [InlineData("k3x9q0za.00")]
    [InlineData("k3x9q0za.0000000000000000000000000000000000000000000001")]
    public void One_with_leading_zeros_is_none(string text) => Assert.False(Cursor.TryParse(text, out _));

    [Theory]
    [InlineData("k3x9q0za.-1")]
    [InlineData("k3x9q0za.+1")]
    [InlineData("k3x9q0za.-0")]
    [InlineData("k3x9q0za.1-")]
    public void One_with_a_sign_is_none(string text) => Assert.False(Cursor.TryParse(text, out _));

    [Theory]
    [InlineData(" k3x9q0za.1")]
    [InlineData("k3x9q0za.1 ")]
    [InlineData("k3x9q0za. 1")]
    [InlineData("k3x9q0za .1")]
    [InlineData("k3x9q0za.1\n")]
    [InlineData("k3x9q0za.1\0")]
    public void One_with_spaces_is_none(string text) => Assert.False(Cursor.TryParse(text, out _));

    [Theory]
    [InlineData("k3x9q0za.9223372036854775808")]
    [InlineData("k3x9q0za.99999999999999999999")]
    [InlineData("k3x9q0za.9999999999999999999999999999999999999999999999999999999")]
    public void One_that_no_log_reaches_is_none(string text) => Assert.False(Cursor.TryParse(text, out _));

    [Theory]
    [InlineData("k3x9q0za.1,000")]
    [InlineData("k3x9q0za.1e3")]
    [InlineData("k3x9q0za.0x1")]
    [InlineData("k3x9q0za.a")]
    [InlineData("k3x9q0za.٣")]
    public void One_with_another_way_of_counting_is_none(string text) => Assert.False(Cursor.TryParse(text, out _));

    [Theory]
    [InlineData(56)]
    [InlineData(100_000)]
    public void One_over_64_characters_is_none(int digits) => Assert.False(Cursor.TryParse("k3x9q0za." + new string('1', digits), out _));

    [Fact]
    public void What_is_none_is_read_as_nothing()
    {
        Assert.False(Cursor.TryParse("k3x9q0za.01", out var cursor));

        Assert.Equal(default, cursor);
    }
}
