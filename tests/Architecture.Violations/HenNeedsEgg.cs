namespace Xtablo.Application.Hens
{
    public sealed class HenNeedsEgg(Eggs.EggNeedsHen egg)
    {
        public Eggs.EggNeedsHen Egg => egg;
    }
}

namespace Xtablo.Application.Eggs
{
    public sealed class EggNeedsHen(Hens.HenNeedsEgg hen)
    {
        public Hens.HenNeedsEgg Hen => hen;
    }
}
