using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;

namespace Xtablo.Domain.Tests.Discussions;

public class SendingAClientIdTests
{
    private const string Written = "0f8fad5b-d9cb-469f-a165-70867728950e";

    [Fact]
    public void A_UUID_with_hyphens_is_taken() => Assert.Equal(Written, ClientId.From(Written).ToString());

    [Fact]
    public void Capitals_make_no_difference() => Assert.Equal(ClientId.From(Written), ClientId.From(Written.ToUpperInvariant()));

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("not a uuid")]
    [InlineData("0f8fad5bd9cb469fa16570867728950e")]
    [InlineData("{0f8fad5b-d9cb-469f-a165-70867728950e}")]
    [InlineData("(0f8fad5b-d9cb-469f-a165-70867728950e)")]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950")]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950e0")]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950g")]
    [InlineData("0f8fad5bd-9cb-469f-a165-70867728950e")]
    [InlineData(" 0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950e\n")]
    [InlineData("+f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("0x8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("{0x0f8fad5b,0xd9cb,0x469f,{0xa1,0x65,0x70,0x86,0x77,0x28,0x95,0x0e}}")]
    public void Any_other_form_is_refused(string text) => Assert.Equal("client-id.not-a-uuid", Refusal(text).Code);

    [Fact]
    public void A_refusal_blames_the_client_id() => Assert.Equal("clientId", Refusal("1").Field);

    [Fact]
    public void One_that_the_server_makes_is_never_made_twice() => Assert.NotEqual(ClientId.New(), ClientId.New());

    [Fact]
    public void One_that_the_server_makes_can_be_sent_back()
    {
        var made = ClientId.New();

        Assert.Equal(made, ClientId.From(made.ToString()));
    }

    private static RefusedException Refusal(string text) => Assert.Throws<RefusedException>(() => ClientId.From(text));
}
