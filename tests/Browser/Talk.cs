namespace Xtablo.Browser.Tests;

/// <summary>Two people who talk to a third in all that a chat can do, over and over the same.</summary>
internal sealed class Talk(OtherDevice bob, OtherDevice eve)
{
    /// <summary>How many messages one round has. Any two rounds differ in their numbers alone.</summary>
    public const int Round = 20;

    private static readonly string[] Texts =
    [
        "On my way", "- cement, 12 bags\n- sand", "See [the plan](https://h.example/x) before **ten**", "👍",
        "> can we move it?\nYes, no trouble", "```js\nconst roof = 1; // none\n```", "@Ada, can you?", "مرحبا، غدا",
        "A longer one, of which nobody knows where it will end, with `code` in it and a [link](https://h.example/y).", "ok",
    ];

    public int Rounds { get; private set; }

    public async Task GoOnAsync()
    {
        foreach (var device in (OtherDevice[])[bob, eve])
        {
            foreach (var text in Texts)
            {
                await device.SayAsync(text);
            }
        }

        Rounds++;
        await bob.EditAsync(bob.Count - 1, "as it should have been");
        await bob.DeleteAsync(bob.Count - 3);
        await eve.ReactAsync(eve.Count, "🎉");
    }

    /// <summary>One after the other, for ever.</summary>
    public async Task SayAsync(int number) => await (number % 2 == 0 ? bob : eve).SayAsync(Texts[number / 2 % Texts.Length]);
}
