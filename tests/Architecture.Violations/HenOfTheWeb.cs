namespace Xtablo.Web.Hens
{
    public sealed class HenOfTheWeb(Eggs.EggOfWeb egg)
    {
        public Eggs.EggOfWeb Egg => egg;
    }
}

namespace Xtablo.Web.Eggs
{
    public sealed class EggOfWeb(Hens.HenOfTheWeb hen)
    {
        public Hens.HenOfTheWeb Hen => hen;
    }
}
